"""What the generals know after how many messages."""

from __future__ import annotations

from spec.generals.protocol import heard, proposed
from spec.notation import A, Always, B, Bool, Chance, CommonKnowledge, EveryoneKnows, Property, Sometimes, WhoKnows

wants = A[proposed].called("A wants to attack")
delivered = A[heard] + B[heard]


def after(messages: int) -> Bool:
    """Exactly so many messages have arrived since A proposed."""
    return A[proposed] & (delivered >= messages) & (delivered <= messages)


def knowledge(messages: int) -> dict[str, Property]:
    """How deep they know it after each message, of so many."""
    all_there = Sometimes("every message has arrived", after(messages))
    deep, no_deeper = after(0).implies(EveryoneKnows(wants, 0)), after(0).implies(~EveryoneKnows(wants, 1))
    for number in range(1, messages + 1):
        deep &= after(number).implies(EveryoneKnows(wants, number))
        no_deeper &= after(number).implies(~EveryoneKnows(wants, number + 1))
    return {
        "as_deep": Always("after d messages everyone knows it to the depth d", deep, all_there),
        "no_deeper": Always("and not to the depth d + 1", no_deeper, all_there),
        "common": Sometimes("it is common knowledge", CommonKnowledge(wants)),
        "all_there": all_there,
    }


def table(messages: int) -> WhoKnows:
    """The same as a table."""
    rows = {f"everyone knows, {depth} deep": EveryoneKnows(wants, depth) for depth in range(1, messages + 2)}
    return WhoKnows(
        "how deep the generals know after which message that A wants to attack",
        after(messages),
        {"A wants to attack": wants, **rows, "common knowledge": CommonKnowledge(wants)},
    )


def chances(messages: int) -> dict[str, Property]:
    """How probable it is that all messages arrive, and that the last one is sent and lost, of so many."""
    last_sent = after(messages) | after(messages - 1)
    return {
        "all_arrive": Chance("all arrive with (1 - p)^N", after(messages), lambda p: (1 - p) ** messages),
        "last_lost": Chance(
            "the last is sent and lost with p (1 - p)^(N - 1)",
            after(messages - 1),
            lambda p: p * (1 - p) ** (messages - 1),
        ),
        "whatever_n": Chance(
            "where the last was sent it is lost with p, whatever N is", after(messages - 1), lambda p: p, last_sent
        ),
    }
