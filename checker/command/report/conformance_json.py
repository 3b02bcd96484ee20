"""Judgements of captures as JSON, for other programs.  ``schema`` grows when a field changes its meaning or goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.command.report.conformance import Numbering, told
from checker.packets.judging import remedies
from checker.packets.reading.two_taps import TwoTaps
from checker.packets.tcp.conformance import Conformance, Conforms
from checker.results.runs import End

SCHEMA = 2
NAMED: tuple[tuple[str, End], ...] = (("client", "A"), ("server", "B"))


def result(file: str, judged: Iterable[Conformance], notes: Sequence[str], *, absolute: bool) -> dict[str, object]:
    """One file's result."""
    return {
        "schema": SCHEMA,
        "file": file,
        "connections": [_connection(one, absolute=absolute) for one in judged],
        "notes": list(notes),
    }


def result_of_both(
    files: Sequence[str], found: Sequence[tuple[TwoTaps, Sequence[Conformance]]], *, absolute: bool
) -> dict[str, object]:
    """The result of each of two files, the client's first, and of each connection what became of its segments.

    A line is that of the capture in question, from 1 on; None where the segment is not in it.
    """
    captures = [
        result(file, [judged[number] for _, judged in found], (), absolute=absolute)
        for number, file in enumerate(files)
    ]
    return {"schema": SCHEMA, "captures": captures, "crossings": [_crossings(both) for both, _ in found]}


def _crossings(both: TwoTaps) -> list[dict[str, object]]:
    return [
        {
            "from": "client" if one.sender == "A" else "server",
            "fate": one.fate,
            **{f"{name}_line": one.places[end] + 1 if end in one.places else None for name, end in NAMED},
        }
        for one in both.lines
    ]


def _connection(found: Conformance, *, absolute: bool) -> dict[str, object]:
    names = Numbering(found.pair, found.end, absolute)
    return {
        "client": found.pair.addresses[0],
        "server": found.pair.addresses[1],
        "end": names.whose,
        "verdict": str(found.verdict),
        "why": str(found.unknown) if found.unknown else None,
        "stopped": found.stopped or None,
        "tables": found.counting,
        "packets": len(found.pair.talk.segments),
        "begins_inside": found.begins_inside,
        "states": found.passed,
        "bad": _bad(found, names) if found.verdict is Conforms.NOT_ALLOWED else None,
        "lacking": [
            {"before_line": found.first + one.before + 1, "sent": one.sent, "seq": one.first, "octets": one.octets}
            for one in found.wire.lacking
        ],
        "lines": _lines(found, absolute=absolute),
    }


def _bad(found: Conformance, names: Numbering) -> dict[str, object]:
    judgement, line = found.judgement, found.line_of_bad
    assert judgement.bad is not None
    assert line is not None
    packet = found.wire.packets[judgement.bad]
    return {
        "frame": found.pair.talk.segments[line].frame,
        "line": line + 1,
        "segment": found.pair.talk.segments[line].text(*names.bases),
        "states": list(judgement.stood),
        "instead": [
            {"segment": names.text(one.fields), "state": one.state, "by": told(one.story)}
            for one in remedies(judgement, packet)
        ],
    }


def _lines(found: Conformance, *, absolute: bool) -> list[dict[str, object]]:
    states, after = found.states, found.after
    lines = found.pair.talk.lines(absolute=absolute)
    return [
        {
            "frame": segment.frame,
            "seconds": round(segment.seconds, 9),
            "from": "client" if sender == "A" else "server",
            "segment": text,
            "states": list(states[place].after) if place in states else [],
            "by": told(after[place].story) if place in after else "",
        }
        for place, (segment, (sender, text, _)) in enumerate(zip(found.pair.talk.segments, lines, strict=True))
    ]
