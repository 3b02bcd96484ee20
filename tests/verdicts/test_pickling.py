"""Results can be pickled, and sent from one process to another: verdicts, runs, counts, coverage and the graph."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from checker import Exploration, Verdict, explore
from checker.packed.layout import Layout
from checker.search.checkpoints.identity import Identity
from checker.verdicts import pickling
from checker.verdicts.defaults import EngineName
from spec.catalogue import MODELS
from spec.notation import LOSSY, A, B, Model, Sometimes, SpecError, System, struck
from spec.tcp.properties.opening import not_a_ghost
from spec.tcp.systems import OLD_SYN, opening
from spec.tcp.table import Tcp
from spec.tcp.variables import ESTABLISHED
from spec.tcp.variants.openings import TwoWay


def again(found: Exploration) -> Exploration:
    copy = pickle.loads(pickle.dumps(found))
    assert isinstance(copy, Exploration)
    return copy


def said(found: Exploration) -> dict[str, object]:
    """Everything that a person can ask a result."""
    graph = found.graph
    return {
        "counts": repr(found),
        "answers": dict(found.answers),
        "coverage": found.coverage,
        "edges": list(graph.edges())[:2000],
        "marks": dict(graph.marks),
        "last": graph.point(found.states - 1),
        "who": found.engine,
    }


def model(name: str) -> Model:
    declared = MODELS[name]
    return declared if isinstance(declared, Model) else declared()


@pytest.mark.parametrize("engine", ["python", "native"])
@pytest.mark.parametrize("name", ["three-way", "two-way", "early-close-timers", "time-wait-ends"])
def test_a_result_is_the_same_after_it_was_pickled(name: str, engine: EngineName) -> None:
    found = explore(model(name), engine=engine)
    assert said(again(found)) == said(found)


@pytest.mark.parametrize("name", ["generals-know", "two-way-knows"])
def test_what_ends_know_is_the_same_after_it_was_pickled(name: str) -> None:
    found = explore(model(name))
    assert said(again(found)) == said(found)


def test_a_property_of_ones_own_is_still_found_by_itself() -> None:
    found = again(explore(opening(in_flight=(OLD_SYN,), server=TwoWay), [not_a_ghost]))
    assert found.violates(not_a_ghost, steps=1)
    assert not found.holds(not_a_ghost)
    with pytest.raises(SpecError, match="'reached' was not among the properties explored"):
        found.holds(Sometimes("reached", A.is_in(ESTABLISHED)))


def test_an_answer_to_violates_stays_true_or_false() -> None:
    found = explore(opening(in_flight=(OLD_SYN,), server=TwoWay), [not_a_ghost])
    asked = (found.violates(not_a_ghost, steps=1), found.violates(not_a_ghost, steps=2))
    yes, no = pickle.loads(pickle.dumps(asked))
    assert (bool(yes), bool(no)) == (True, False)
    assert yes.verdict is Verdict.VIOLATED


def test_a_system_and_a_trace_can_be_pickled_by_themselves() -> None:
    found = explore(opening(), {"opens": Sometimes("B opens", B.is_in(ESTABLISHED))})
    assert pickle.loads(pickle.dumps(found.trace("opens"))) == found.trace("opens")
    assert pickle.loads(pickle.dumps(opening())) == opening()
    plain = System(Tcp, Tcp, LOSSY.holding(1))
    assert pickle.loads(pickle.dumps(plain)) == plain


def test_a_machine_with_a_row_struck_out_is_struck_again() -> None:
    found = again(explore(struck("syn_timeout").of(opening()), [not_a_ghost]))
    assert "syn_timeout" not in [row.name for row in found.system.A.rows]
    assert found.system.A is found.system.B


STUDENT = """
import multiprocessing
import pickle
from pathlib import Path

from checker import explore
from spec.tcp import *


class Hasty(Tcp):
    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)


def work(server):
    return explore(opening(server=server, in_flight=(OLD_SYN,)), [not_a_ghost])


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    with multiprocessing.Pool(1) as pool:
        hasty, tcp = pool.map(work, [Hasty, Tcp])
    print(hasty, hasty.answer(not_a_ghost), tcp.answer(not_a_ghost))
    print(len(list(hasty.graph.edges())), hasty.system.B is Hasty, hasty.trace(not_a_ghost).steps[-1].rows)
    Path("result").write_bytes(pickle.dumps(work(Hasty)))
"""
"""A student's file: its machine stands in the file that is run."""


def run(folder: Path, *command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_result_comes_back_from_another_process(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(STUDENT, encoding="utf-8")
    assert run(tmp_path, "mine.py").splitlines() == [
        "<422 states, 4,085 transitions, complete> VIOLATED in 1 step HOLDS",
        "4085 True (FiredRow(name='listen_syn', rfc='3.10.7.2 third'),)",
    ]


def test_a_result_whose_machines_are_not_there_says_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(STUDENT, encoding="utf-8")
    run(tmp_path, "mine.py")
    code = "import pickle; pickle.load(open('result', 'rb'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=600)
    assert done.stderr.splitlines()[-1] == (
        "spec.notation.errors.SpecError: the result of Tcp / Hasty needs Hasty of __main__, which is not there: "
        "declare it in a file that both programs import"
    )


def test_a_machine_that_stands_in_a_function_is_refused_in_a_sentence() -> None:
    class Local(Tcp):
        listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)

    found = explore(opening(server=Local), [not_a_ghost])
    with pytest.raises(SpecError) as caught:
        pickle.dumps(found)
    assert str(caught.value).endswith(
        "Local cannot be found by another process, for it is declared in a function: declare it at the top of its file"
    )


def test_a_result_of_machines_that_have_changed_since_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pickle.dumps(explore(opening(), [not_a_ghost]))
    real = pickling.identity

    def other(layout: Layout, model: str, version: str, parameters: Mapping[str, int]) -> Identity:
        return replace(real(layout, model, version, parameters), rows="another table")

    monkeypatch.setattr(pickling, "identity", other)
    with pytest.raises(SpecError, match="its machines, or where they start, are not what they are here"):
        pickle.loads(kept)
