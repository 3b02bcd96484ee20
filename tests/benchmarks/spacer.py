# pyright: basic
"""What Z3's Spacer finds by itself of one end, as constrained Horn clauses (Komuravelli, Gurfinkel and Chaki 2014).

    python tests/benchmarks/spacer.py [SECONDS]

The other end and the network are anything: any segment may arrive at any time.  No lemma is given.  With ``whole`` the
state has all variables of the end, else only its control state, SND.UNA, SND.NXT, ISS and the flags.  Each question has
a process of its own, which is ended after so many seconds of processor time (60).

Over words of 32 bits, with every guard as it is, two of the six have an answer in 60 s: that B is never in SYN-SENT is
proved in 29.8 s, and in 43.3 s with all variables.  Of SYN-RECEIVED and of ESTABLISHED on a SYN there is none.  What
helps is not time: :mod:`checker.horn` asks the same over whole numbers, with of each guard only what it says of the
variables asked about, and has all of them in 0.1 s, and 2 s of preparation (``handwave prove --without-lemmas``).
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
from typing import Any

import z3

from checker.configuration import frames
from checker.relation.paths import EndRelation, of_words
from spec.notation import System
from spec.notation.nodes import Flags
from spec.tcp.proofs import inductions as i
from spec.tcp.variables import ISS, SND

FEW = {SND.UNA.var, SND.NXT.var, ISS.var}
Bad = Any


def _waits(state: Any, values: dict[str, Any], names: tuple[str, ...]) -> Bad:
    return z3.And(state == names.index("SYN-RECEIVED"), values["SND.UNA"] != values["ISS"])


def _acknowledged(state: Any, values: dict[str, Any], names: tuple[str, ...]) -> Bad:
    return z3.And(state == names.index("ESTABLISHED"), values["SND.UNA"] == values["ISS"])


def _opens(state: Any, values: dict[str, Any], names: tuple[str, ...]) -> Bad:
    return state == names.index("SYN-SENT")


QUESTIONS: dict[str, tuple[System, Any, bool]] = {
    "opening: B is never in SYN-SENT": (i.AGAIN_AND_AGAIN, _opens, False),
    "opening: B is never in SYN-SENT, whole": (i.AGAIN_AND_AGAIN, _opens, True),
    "opening: SYN-RECEIVED waits": (i.AGAIN_AND_AGAIN, _waits, False),
    "opening: SYN-RECEIVED waits, whole": (i.AGAIN_AND_AGAIN, _waits, True),
    "opening: not ESTABLISHED on a SYN": (i.AGAIN_AND_AGAIN, _acknowledged, False),
    "opening: not ESTABLISHED on a SYN, whole": (i.AGAIN_AND_AGAIN, _acknowledged, True),
}


def asked(question: str, seconds: float) -> None:
    """Print what Spacer says, and the seconds."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    system, bad, whole = QUESTIONS[question]
    frame = frames(of_words(system))["B"]
    relation = EndRelation(frame, "", any_number=True)
    state = z3.BitVec("state", 8)
    kept = {
        var: word for var, word in relation.variables.items() if whole or var in FEW or isinstance(var.domain, Flags)
    }
    symbols = [state, *kept.values()]
    inv = z3.Function("inv", *(one.sort() for one in symbols), z3.BoolSort())
    engine: Any = z3.Fixedpoint()
    engine.set(engine="spacer")
    engine.register_relation(inv)
    begin = frame.start()
    values = dict(zip(frame.slots, begin.values, strict=True))
    at_first = [z3.BitVecVal(values[var], word.size()) for var, word in kept.items()]
    engine.add_rule(inv(z3.BitVecVal(begin.state, 8), *at_first))
    for event in relation.events:
        for place in range(len(frame.states)):
            for path in relation.paths(event, place):
                if path.fired:
                    head = inv(z3.BitVecVal(path.state, 8), *(path.sets.get(var, word) for var, word in kept.items()))
                    clause = z3.Implies(z3.And(inv(*symbols), state == place, path.guard), head)
                    engine.add_rule(z3.ForAll(z3.z3util.get_vars(clause), clause))
    named = {var.name: word for var, word in kept.items()}
    wrong = z3.And(inv(*symbols), bad(state, named, frame.states))
    said = str(engine.query(z3.Exists(symbols, wrong)))
    spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    print({"unsat": "proved", "sat": "refuted"}.get(said, "unknown"), f"in {spent:.1f} s", end="", flush=True)


if __name__ == "__main__":
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    for question in QUESTIONS:
        print(f"{question:<42}", end="", flush=True)
        child = multiprocessing.Process(target=asked, args=(question, limit))
        child.start()
        child.join()
        print("" if child.exitcode == 0 else f"no answer in {limit:.0f} s")
