"""Who knows what after which segment, as tables, and the runs that look alike."""

from __future__ import annotations

import pytest

from checker.command.verbs.knows import main
from checker.verdicts.exploring import explore
from diagrams.ladders.ladder import ladder
from spec.tcp.catalogue.knowledge import (
    last_ack_known,
    last_ack_told,
    lost_alike,
    two_way_knows,
    who_is_able,
    who_knows,
)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(arguments)
    return capsys.readouterr().out.splitlines()


def test_each_segment_of_the_handshake_is_one_depth_of_knowledge(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "who-knows")[3:] == [
        "                                    0     1     2     3",
        "   1. A wants to connect          yes   yes   yes   yes",
        "   2. B knows it                    -   yes   yes   yes",
        "   3. A knows that B knows it       -     -   yes   yes",
        "   4. B knows that A knows that     -     -     -   yes",
        "   5. A knows that B knows that     -     -     -     -",
        "   6. common knowledge              -     -     -     -",
        "   7. B knows A's number            -   yes   yes   yes",
        "   8. A knows B's number            -     -   yes   yes",
        "   9. A knows that B knows A's      -     -   yes   yes",
        "  10. B knows that A knows B's      -     -     -   yes",
        "",
        "  0: before anything has arrived",
        "  1: <SEQ=100><CTL=SYN> to B",
        "  2: <SEQ=300><ACK=101><CTL=SYN,ACK> to A",
        "  3: <SEQ=101><ACK=301><CTL=ACK> to B",
    ]


def test_a_knows_all_four_abilities_after_two_segments_and_b_after_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "who-is-able")[3:12] == [
        "                                     0     1     2     3",
        "   1. A knows that A can send        -     -   yes   yes",
        "   2. A knows that B can receive     -     -   yes   yes",
        "   3. A knows that B can send        -     -   yes   yes",
        "   4. A knows that A can receive     -     -   yes   yes",
        "   5. B knows that A can send        -   yes   yes   yes",
        "   6. B knows that B can receive     -   yes   yes   yes",
        "   7. B knows that B can send        -     -     -   yes",
        "   8. B knows that A can receive     -     -     -   yes",
    ]


def test_what_is_not_known_is_shown_by_runs_that_look_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "who-knows", "--row", "A knows that B knows it", "--after", "1") == [
        "who-knows: after 1 delivery it is not true: A knows that B knows it",
        "the end has seen the same at 6 points; in one of them it is false",
        "",
        "A cannot tell these two apart (=/= where they differ):",
        "      A                                                B",
        "      CLOSED                                           LISTEN",
        "1-2.  SYN-SENT --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED",
        "               ... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
        "and",
        "    A                                   B",
        "    CLOSED                              LISTEN",
        "1.  SYN-SENT --> <SEQ=100><CTL=SYN> ...  =/=",
        "",
        "B cannot tell these two apart (=/= where they differ):",
        "    A                                   B        |     A      B",
        "    CLOSED                              LISTEN   |     CLOSED LISTEN",
        "1.  SYN-SENT --> <SEQ=100><CTL=SYN> ...         =/=",
        "",
        "and at the end of the last one it is false that A wants to connect",
    ]


def test_a_run_of_another_world_says_which(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "who-is-able", "--row", "7")
    assert "the second in a world where A can send and A can receive and B can receive" in lines


def test_what_is_known_says_at_how_many_points(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "who-knows", "--row", "2", "--after", "1") == [
        "who-knows: after 1 delivery it is true: B knows it",
        "it is true at all 4 points in which the end has seen the same",
    ]


@pytest.mark.parametrize("model", [who_knows, who_is_able, two_way_knows, last_ack_known, lost_alike])
def test_every_verdict_of_knowledge_is_as_declared(model: object) -> None:
    from spec.notation import Model

    assert isinstance(model, Model)
    answers = explore(model).answers
    assert {name: str(one.verdict) for name, one in answers.items()} == {name: model.expected(name) for name in answers}


def test_what_an_end_is_now_it_knows_and_nobody_else_can() -> None:
    from spec.notation import A, Always, B, Knows, Model, Sometimes, SpecError
    from spec.tcp.catalogue.knowledge import OPENING
    from spec.tcp.variables import SYN_SENT

    here = A.is_in(SYN_SENT)
    own = Always("A knows that it is in SYN-SENT", here.implies(Knows(A, here)), reached=Sometimes("it is", here))
    assert explore(Model(OPENING, {"own": own})).holds("own")
    with pytest.raises(SpecError, match="'A is SYN-SENT' may become false again"):
        Model(OPENING, {"its": Sometimes("B knows it", Knows(B, here))})


def test_a_late_fin_of_its_own_tells_a_that_b_is_closed() -> None:
    found = explore(last_ack_told)
    assert ladder(found.trace("told"), rows=False, title=False).splitlines() == [
        "      A                                                   B",
        "      ESTABLISHED                                         ESTABLISHED",
        "1.    FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> ...",
        "2-3.  FIN-WAIT-1  --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT",
        "4.    FIN-WAIT-2  <-- <SEQ=301><ACK=102><CTL=ACK>     <-- CLOSE-WAIT",
        "5-6.  TIME-WAIT   <-- <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK",
        "7.    TIME-WAIT   --> <SEQ=102><ACK=302><CTL=ACK>     --> CLOSED",
        "8.                ... <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSED",
        "9.    TIME-WAIT   <-- <SEQ=301><CTL=RST>              <-- CLOSED",
    ]
