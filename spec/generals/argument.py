"""For every N: no number of messages gives the generals common knowledge, and no rule makes them act together.

A proposes, and d messages have arrived.  A has then heard every second one of them, B the others; a general cannot tell
two runs apart in which he has heard the same (``heard_a``, ``heard_b``: a test holds both to the model, N = 1 to 8).
The last message to arrive might as well have been lost, which its sender cannot see.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.notation import INTEGER, RULE, Lemma, Theory


def heard_a(arrived: Any) -> Any:
    """Messages that A has heard when so many have arrived: the second, the fourth, ..."""
    return arrived / 2 if not isinstance(arrived, int) else arrived // 2


def heard_b(arrived: Any) -> Any:
    """Messages that B has heard: the first, the third, ..."""
    return heard_a(arrived + 1)


def alike(z: Any, d: Any) -> Any:
    """One of the two cannot tell d arrivals from d - 1."""
    return z.Or(heard_a(d) == heard_a(d - 1), heard_b(d) == heard_b(d - 1))


def together(z: Any, d: Any, a: Any, b: Any) -> Any:
    """The rules agree after d arrivals, and after d - 1: with all that can come both act, or neither does."""
    return z.And(a(heard_a(d)) == b(heard_b(d)), a(heard_a(d - 1)) == b(heard_b(d - 1)))


def carried_back(z: Any, d: Any, a: Any, b: Any) -> Any:
    """Who acts after d arrivals acts after d - 1."""
    return z.Implies(a(heard_a(d)), a(heard_a(d - 1)))


def nothing_yet(z: Any) -> Any:
    """B has heard no message where none has arrived."""
    return heard_b(z.IntVal(0)) == 0


def news_to_one(z: Any, d: Any) -> Any:
    """The next message is heard by one of the two."""
    return z.Xor(heard_a(d + 1) == heard_a(d), heard_b(d + 1) == heard_b(d))


no_common_knowledge = Theory(
    {
        "one_link": Lemma(
            "one of the two cannot tell whether the last message to arrive did",
            {"d": INTEGER},
            alike,
        ),
        "no_message": Lemma(
            "before any message arrives B has heard what it hears where A proposes nothing",
            {},
            nothing_yet,
        ),
        "any_rule": Lemma(
            "two rules that always agree act after d messages only if they act after d - 1",
            {"d": INTEGER, "a": RULE, "b": RULE},
            carried_back,
            together,
            where="the rules agree after d messages and after d - 1",
        ),
        "depth": Lemma(
            "after d messages the next to arrive is news to one of them alone",
            {"d": INTEGER},
            news_to_one,
        ),
    },
    about="two generals: for every number of messages, and for every rule to act by",
    prose=(
        "Induction over d: from any point with a proposal the links lead to the point where nothing has arrived, and "
        "from there, for B, to the run in which A proposes nothing; what is common knowledge is true all the way.",
        "The same induction for any_rule: rules that always agree and act at all act where nothing has arrived, and "
        "so B acts where A proposes nothing.",
        "That a general sees nothing but the messages that he hears, and that any of them may be lost, is the model's; "
        "heard_a and heard_b are held to it for N from 1 to 8, and are the same sentence for every N.",
    ),
)
THEORIES: Mapping[str, Theory] = {"generals-for-every-n": no_common_knowledge}
