"""What to try next, as commands that work when they are pasted."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from checker.command.choosing.models import Chosen
from checker.command.file_names import in_a_name
from checker.command.report.expectations import Judged
from checker.results.answers import Verdict
from checker.verdicts.exploration import Exploration

DRAWABLE = 2_000
"""States of a graph that is still worth grouping for a picture."""


def advice(chosen: Chosen, found: Exploration, verdicts: Sequence[Judged]) -> Iterator[str]:
    """A command or two."""
    drawn = (one.name for one in verdicts if one.answer.verdict is Verdict.VIOLATED and one.answer.trace is not None)
    refuted = next(drawn, None)
    if refuted is not None:
        name, file = shlex.quote(refuted), in_a_name(refuted)
        yield f"handwave trace {chosen.words} {name} --changes"
        yield f"handwave draw {chosen.words} --trace {name} -o {file}.svg"
    elif found.pairs:
        yield f"handwave pairs {chosen.words}"
    elif not found.complete:
        yield "the same with a higher limit, or with smaller parameters"
    elif found.states <= DRAWABLE:
        yield f"handwave draw {chosen.words} --group A.state,B.state -o {in_a_name(chosen.name)}.svg"
    else:
        yield f"handwave walk {chosen.words} --seed 1"
