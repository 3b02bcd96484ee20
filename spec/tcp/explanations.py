"""Why TCP is as it is: each question with a system in which it is otherwise, and what goes wrong there.

``handwave why`` answers them.  The first property of each model is the one that is asked; the others have to stay
possible in what is said to repair it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import (
    A,
    AlwaysPossible,
    B,
    LeadsTo,
    Model,
    Sometimes,
    any_of,
    asks,
    fresh,
    limited,
    param_raised,
    variant,
)
from spec.notation.explanations import Explanation
from spec.tcp.catalogue import attacks, closing, data, numbers, opening, time_wait, time_wait_clock
from spec.tcp.losses import LOSSES
from spec.tcp.properties import closing as c, data as d, opening as o
from spec.tcp.socket_questions import SOCKETS
from spec.tcp.systems import OLD_DATA, OLD_SYN, closing as both_close, opening as opens
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ACK,
    CLOSE,
    CLOSED,
    CRASH,
    DELAYED_ACK,
    ESTABLISHED,
    FIN_WAIT_1,
    SEND,
    SND,
    SYN,
    segment,
)
from spec.tcp.variants.mutants import AcksFinWithItsOwn, SilentWhenClosed
from spec.tcp.variants.openings import FourWay, OneWay, SendsOnSyn, TwoWay
from spec.tcp.variants.watched import Watched

AS_THE_RFC = variant(A=Tcp, B=Tcp)

# Opening

ALIKE_SYN, ALIKE_ACK = segment("B", SEQ=100, CTL=SYN), segment("B", SEQ=101, ACK=301, CTL=ACK)
"""An opening of an earlier connection with the numbers 100 and 300."""

OPENING: Mapping[str, Explanation] = {
    "one-way": Explanation(
        "Why is one message not enough?",
        "A cannot know B's number, and B's number is what B will send with.",
        Model(opens(OneWay, OneWay), asks(o.agreement)),
        "agreement",
        "with one message",
        AS_THE_RFC,
        "with three messages",
        ("why two-way",),
    ),
    "two-way": Explanation(
        "Why are two messages not enough?",
        "A SYN carries nothing that proves that it is new. Only an acknowledgement of B's fresh number does.",
        Model(opens(server=TwoWay, in_flight=(OLD_SYN, OLD_DATA)), asks(d.old_data, o.completes)),
        "old_data",
        "with two messages",
        variant(B=Tcp),
        "with three messages",
        ("why three-way", "why two-way -o two-way.svg"),
    ),
    "three-way": Explanation(
        "Are three messages always enough?",
        "Only while B's number is new. An old ACK that acknowledges it is as good as a third message.",
        opening.reused_isn.only(["not_a_ghost", "b_established"]),
        "not_a_ghost",
        "where B chooses an old number again",
        variant(isn={"A": fresh(100), "B": any_of(500)}),
        "where B's number is new",
        ("conditions reused-isn not_a_ghost", "conditions reused-isn not_a_ghost --assuming clock-driven"),
    ),
    "constant-numbers": Explanation(
        "Why are initial numbers not constant?",
        "Then every old segment fits every new connection: an old SYN and an old ACK open one that nobody asked for.",
        Model(
            opens(in_flight=(ALIKE_SYN, ALIKE_ACK), isn={"A": fresh(100), "B": any_of(300)}),
            asks(o.not_a_ghost, o.b_established),
        ),
        "not_a_ghost",
        "where all begin with 100 and 300",
        variant(isn={"A": fresh(200), "B": fresh(500)}, name="A begins with 200, B with 500"),
        "where each begins with numbers of its own",
        ("why three-way", "conditions reused-isn not_a_ghost"),
    ),
    "four-way": Explanation(
        "Why not four messages, as on close?",
        "B has nothing to wait for between its ACK and its SYN, so that one segment carries both. Apart they cost "
        "more: A in SYN-SENT drops a bare ACK. On close B's user may still have data to send.",
        Model(opens(server=FourWay), asks(o.cost)),
        "cost",
        "where B sends its ACK and its SYN apart",
        variant(B=Tcp),
        "where one segment carries both",
        ("why fin-ack",),
    ),
    "syn-number": Explanation(
        "Why does a SYN take a sequence number?",
        "So that an acknowledgement of it says something that no segment before it could say.",
        numbers.syn_unnumbered_any_ack.only(["was_there", "completes"]),
        "was_there",
        "where a SYN takes no number",
        AS_THE_RFC,
        "where a SYN takes one",
        ("conditions syn-unnumbered-any-ack", "claims S2.3"),
    ),
    "reset": Explanation(
        "Why does an end answer with a reset what it did not ask for?",
        "Otherwise B waits in SYN-RECEIVED for an opening that nobody makes, and the true one cannot begin.",
        opening.old_syn_no_reset.only(["can_complete", "old_syn_taken"]),
        "can_complete",
        "where A stays silent",
        variant(A=Tcp),
        "where A sends a reset",
        ("scenario figure-08",),
    ),
}

OPENING_WITH_DATA: Mapping[str, Explanation] = {
    "fast-open": Explanation(
        "Is Fast Open not a two-way handshake?",
        "For the data of the SYN it is: B hands it over before the third message. The cookie says who sends, and not "
        "that the SYN is new, so that an old one is served too. What comes later waits for the third message.",
        data.fast_open,
        "old_data",
        "with Fast Open",
        variant(A=SendsOnSyn, B=SendsOnSyn, name="a SYN's data waits for the third message"),
        "where the SYN's data waits",
        ("why two-way", "check syn-with-data"),
    ),
}

# Closing

merged = LeadsTo(
    "A's FIN is acknowledged, however long B's user takes",
    A.is_in(FIN_WAIT_1),
    ~A.is_in(FIN_WAIT_1),
    c.network_and_timers,
)

unheard = B.is_in(CLOSED) & (A[SND.UNA] < A[SND.NXT])
crashed = Sometimes("B has crashed, and A has sent data since or before", unheard)
learns = AlwaysPossible(
    "an A whose data is not acknowledged can learn that B has no connection", where=unheard, goal=~A.is_in(ESTABLISHED)
)

CLOSING: Mapping[str, Explanation] = {
    "fin-ack": Explanation(
        "Why can FIN and ACK not merge on close?",
        "The ACK is the kernel's, and due at once. The FIN is the user's, who may still have data to send: if no ACK "
        "left before that FIN, A would repeat its own for as long as B's user likes. They share a segment only if B's "
        "user closes before the ACK has left.",
        Model(
            both_close(server=AcksFinWithItsOwn, at_most={("B", CLOSE): 0, DELAYED_ACK: 0}),
            asks(merged, c.half_closed),
        ),
        "merged",
        "where no ACK leaves before the FIN",
        variant(B=Tcp),
        "where the ACK leaves at once",
        ("why merge-when", "why kernel"),
    ),
    "merge-when": Explanation(
        "When do FIN and ACK share a segment all the same?",
        "When B's user closes after A's FIN has arrived and before the ACK of it has left, and nothing is queued. "
        "Every FIN carries an ACK: what is saved is the separate one.",
        closing.merged_close.only(["close_cost"]),
        "close_cost",
        "where an ACK may wait",
        variant(params={"DELAYED": 0}),
        "where it leaves at once",
        ("scenario three-segment-close",),
    ),
    "kernel": Explanation(
        "Why may the kernel not close for the user?",
        "A FIN says that the user has no more to send. Only the user knows that.",
        replace(closing.kernel_closes, system=limited(CLOSE, 1, "B").of(closing.kernel_closes.system)),
        "fin_is_the_users",
        "where the kernel closes by itself",
        variant(B=Watched),
        "where the user closes",
        ("trace half-close half_closed",),
    ),
    "half-open": Explanation(
        "What if one end has crashed, and the other does not know?",
        "What the other sends next is answered with a reset, as it belongs to no connection. Who sends nothing never "
        "learns of it.",
        Model(
            both_close(
                server=SilentWhenClosed,
                at_most={CLOSE: 0, ("A", SEND): 1, ("B", CRASH): 1, ("A", CRASH): 0},
                params={"CRASHES": 1},
            ),
            asks(learns, crashed),
        ),
        "learns",
        "where B answers nothing",
        variant(B=Tcp),
        "where B answers with a reset",
        ("scenario figure-10", "why reset"),
    ),
    "close-wait": Explanation(
        "Why can CLOSE-WAIT last for ever?",
        "Only B's user leads out of it: no data and no ACK of A's does, and no retransmission of B's.",
        closing.close_wait.only(["nobody_waits_for_ever"]),
        "nobody_waits_for_ever",
        "where B's user never closes",
        limited(CLOSE, 1, "B"),
        "where B's user can close",
        ("check close-wait-waits",),
    ),
    "fin-number": Explanation(
        "Why does a FIN take a sequence number?",
        "Otherwise the ACK of the data before it is taken for the ACK of the FIN, and a lost FIN is never sent again.",
        numbers.fin_unnumbered.only(["fin_can_be_heard"]),
        "fin_can_be_heard",
        "where a FIN takes no number",
        AS_THE_RFC,
        "where a FIN takes one",
        ("claims S2.4",),
    ),
    "time-wait": Explanation(
        "Why does the end that sends the last ACK wait in TIME-WAIT?",
        "The ACK may be lost. Then the FIN comes again, and somebody has to acknowledge it again.",
        time_wait.time_wait_silent,
        "b_can_close",
        "where a repeated FIN has no answer",
        variant(A=Tcp),
        "where A waits and answers",
        ("why no-time-wait", "why two-msl"),
    ),
    "no-time-wait": Explanation(
        "What happens without TIME-WAIT?",
        "A is gone, and answers what it does not know with a reset.",
        time_wait_clock.no_time_wait,
        "no_reset",
        "where A does not wait",
        variant(A=Tcp),
        "where A waits",
        ("why two-msl",),
    ),
    "two-msl": Explanation(
        "Why does TIME-WAIT last 2 MSL?",
        "The last ACK may live for one MSL, and the FINs that B sent before it arrived for one more. (An MSL is two "
        "ticks here, and the timer comes before what arrives in the same tick: it takes one tick more.)",
        time_wait_clock.time_wait(W=2).only(["late_fin"]),
        "late_fin",
        "where A waits one MSL",
        param_raised("TIME_WAIT", 3),
        "where A waits 2 MSL and a tick",
        ("sweep time-wait late_fin -p W=1..8",),
    ),
}

# Attacks

ATTACKS: Mapping[str, Explanation] = {
    "blind-reset": Explanation(
        "Why is a reset somewhere in the window not obeyed?",
        "An attacker who sees nothing can guess such a number; the exact one is much harder to guess.",
        attacks.attacker_reset_793.only(["b_stays"]),
        "b_stays",
        "as RFC 793 has it",
        AS_THE_RFC,
        "as RFC 9293 has it",
        ("check attacker-reset", "check attacker-reset-exact"),
    ),
}

EXPLANATIONS: Mapping[str, Explanation] = {
    **OPENING,
    **OPENING_WITH_DATA,
    **CLOSING,
    **LOSSES,
    **SOCKETS,
    **ATTACKS,
}
