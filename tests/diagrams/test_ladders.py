"""Ladders read like RFC 9293 figures 6 to 13."""

from __future__ import annotations

from dataclasses import replace

from checker.results.runs import Action, End, EndPoint, FiredRow, Packet, Point, Step, Trace
from diagrams.ladders.ladder import conversation, ladder

PEERS = ("TCP Peer A", "TCP Peer B")


class Story:
    """A trace told by hand: each step names what befell whom, and the state of that end afterwards."""

    def __init__(self, a: str, b: str, *flying: Packet) -> None:
        self.start = self.now = Point(EndPoint(a), EndPoint(b), flying)
        self.steps: list[Step] = []

    def call(self, end: End, event: str, state: str, *sent: Packet, rows: str = "") -> Story:
        return self._step("call", end, event, None, state, sent, rows, self.now.in_flight)

    def arrives(
        self, packet: Packet, state: str = "", *sent: Packet, rows: str = "a_row", action: Action = "deliver"
    ) -> Story:
        flying = list(self.now.in_flight)
        if action != "duplicate":
            flying.remove(packet)
        state = state or self.now.end(packet.to).state
        return self._step(action, packet.to, "", packet, state, sent, rows, tuple(flying))

    def lost(self, packet: Packet) -> Story:
        return self.arrives(packet, rows="", action="lose")

    def tick(
        self, a: str, b: str, *, sent: tuple[Packet, ...] = (), gone: tuple[Packet, ...] = (), rows: str = ""
    ) -> Story:
        was = self.now
        flying = [packet for packet in was.in_flight if packet not in gone]
        self.now = Point(EndPoint(a), EndPoint(b), (*flying, *sent))
        fired = tuple(FiredRow(name, rfc) for name, _, rfc in (row.partition(" ") for row in rows.split("; ") if row))
        self.steps.append(Step("tick", "A", "tick", None, sent, fired, was, self.now, expired=gone))
        return self

    def forged(self, packet: Packet, *, room: bool = True) -> Story:
        was = self.now
        self.now = Point(was.a, was.b, (*was.in_flight, packet) if room else was.in_flight)
        self.steps.append(Step("forge", packet.to, "", packet, (), (), was, self.now))
        return self

    def trace(self, *, loop: int | None = None, violates_at: int | None = None) -> Trace:
        return Trace(self.start, tuple(self.steps), loop=loop, violates_at=violates_at)

    def _step(
        self,
        action: Action,
        end: End,
        event: str,
        packet: Packet | None,
        state: str,
        sent: tuple[Packet, ...],
        rows: str,
        flying: tuple[Packet, ...],
    ) -> Story:
        was = self.now
        a, b = (EndPoint(state), was.b) if end == "A" else (was.a, EndPoint(state))
        self.now = Point(a, b, (*flying, *sent))
        fired = tuple(FiredRow(name, rfc) for name, _, rfc in (row.partition(" ") for row in rows.split("; ") if row))
        self.steps.append(Step(action, end, event, packet, sent, fired, was, self.now))
        return self


def syn(to: End, seq: int) -> Packet:
    return Packet(to, f"<SEQ={seq}><CTL=SYN>", "SYN")


def seg(to: End, seq: int, ack: int, ctl: str) -> Packet:
    return Packet(to, f"<SEQ={seq}><ACK={ack}><CTL={ctl}>", ctl)


def figure_6() -> Story:
    story = Story("CLOSED", "LISTEN")
    story.call("A", "active OPEN", "SYN-SENT", syn("B", 100), rows="active_open 3.10.1")
    story.arrives(syn("B", 100), "SYN-RECEIVED", seg("A", 300, 101, "SYN,ACK"), rows="listen_syn 3.10.7.2 third")
    story.arrives(
        seg("A", 300, 101, "SYN,ACK"), "ESTABLISHED", seg("B", 101, 301, "ACK"), rows="syn_sent_syn_ack 3.10.7.3 fourth"
    )
    return story.arrives(seg("B", 101, 301, "ACK"), "ESTABLISHED", rows="first 3.10.7.4; syn_rcvd_ack 3.10.7.4")


def figure_7() -> Story:
    story = Story("CLOSED", "CLOSED")
    story.call("A", "active OPEN", "SYN-SENT", syn("B", 100))
    story.call("B", "active OPEN", "SYN-SENT", syn("A", 300))
    story.arrives(syn("A", 300), "SYN-RECEIVED", seg("B", 100, 301, "SYN,ACK"))
    story.arrives(syn("B", 100), "SYN-RECEIVED", seg("A", 300, 101, "SYN,ACK"))
    story.arrives(seg("A", 300, 101, "SYN,ACK"), "ESTABLISHED")
    return story.arrives(seg("B", 100, 301, "SYN,ACK"), "ESTABLISHED")


def figure_8() -> Story:
    story = Story("CLOSED", "LISTEN", syn("B", 90))
    story.call("A", "active OPEN", "SYN-SENT", syn("B", 100))
    story.arrives(syn("B", 90), "SYN-RECEIVED", seg("A", 300, 91, "SYN,ACK"))
    story.arrives(seg("A", 300, 91, "SYN,ACK"), "SYN-SENT", Packet("B", "<SEQ=91><CTL=RST>", "RST"))
    story.arrives(Packet("B", "<SEQ=91><CTL=RST>", "RST"), "LISTEN")
    story.arrives(syn("B", 100), "SYN-RECEIVED", seg("A", 400, 101, "SYN,ACK"))
    story.arrives(seg("A", 400, 101, "SYN,ACK"), "ESTABLISHED", seg("B", 101, 401, "ACK"))
    return story.arrives(seg("B", 101, 401, "ACK"), "ESTABLISHED")


def test_figure_6_of_rfc_9293() -> None:
    expected = """\
      A                                                   B
      CLOSED                                              LISTEN
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
3.    ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
4.    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>     --> ESTABLISHED"""
    assert ladder(figure_6().trace(), rows=False) == expected


def test_figure_7_of_rfc_9293() -> None:
    expected = """\
      TCP Peer A                                           TCP Peer B
      CLOSED                                               CLOSED
1.    SYN-SENT     --> <SEQ=100><CTL=SYN>              ...
2-3.  SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              <-- SYN-SENT
4.                 ... <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
      SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> ...
5.    ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
6.                 ... <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED"""
    assert ladder(replace(figure_7().trace(), ends=PEERS), rows=False) == expected


def test_figure_8_of_rfc_9293() -> None:
    expected = """\
    TCP Peer A                                          TCP Peer B
    CLOSED                                              LISTEN        <SEQ=90><CTL=SYN> to B in flight
1.  SYN-SENT    --> <SEQ=100><CTL=SYN>              ...
2.  (duplicate) ... <SEQ=90><CTL=SYN>               --> SYN-RECEIVED
3.  SYN-SENT    <-- <SEQ=300><ACK=91><CTL=SYN,ACK>  <-- SYN-RECEIVED
4.  SYN-SENT    --> <SEQ=91><CTL=RST>               --> LISTEN
5.              ... <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
6.  ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
7.  ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK>     --> ESTABLISHED"""
    assert ladder(replace(figure_8().trace(), ends=PEERS), rows=False) == expected


def test_rows_and_changes_stand_beside_and_below_their_line() -> None:
    expected = """\
      A                                                   B
      CLOSED                                              LISTEN
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED  A: active OPEN  [active_open, 3.10.1]
                                                                        B: [listen_syn, 3.10.7.2 third]
        changed: A.state CLOSED -> SYN-SENT, B.state LISTEN -> SYN-RECEIVED
3.    ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED  A: [syn_sent_syn_ack, 3.10.7.3 fourth]
        changed: A.state SYN-SENT -> ESTABLISHED
4.    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>     --> ESTABLISHED   B: [first, 3.10.7.4; syn_rcvd_ack, 3.10.7.4]
        changed: B.state SYN-RECEIVED -> ESTABLISHED"""
    assert ladder(figure_6().trace(), changes=True) == expected


def test_on_a_narrow_terminal_everything_said_stands_below_its_line() -> None:
    expected = """\
      A                                                   B
      CLOSED                                              LISTEN
1-2.  SYN-SENT    --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
        A: active OPEN  [active_open, 3.10.1]
        B: [listen_syn, 3.10.7.2 third]
3.    ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
        A: [syn_sent_syn_ack, 3.10.7.3 fourth]
4.    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>     --> ESTABLISHED
        B: [first, 3.10.7.4; syn_rcvd_ack, 3.10.7.4]
        VIOLATED here"""
    assert ladder(figure_6().trace(violates_at=4), width=72) == expected


def test_on_a_wider_one_it_is_wrapped_beside_its_line() -> None:
    assert ladder(figure_6().trace(), width=104).splitlines()[-2:] == [
        "4.    ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>     --> ESTABLISHED   B: [first, 3.10.7.4;",
        "                                                                          syn_rcvd_ack, 3.10.7.4]",
    ]


def two_way() -> Story:
    """The counterexample of the two-way handshake: an old SYN opens B, whose peer never called."""
    story = Story("CLOSED", "CLOSED", syn("B", 90)).call("B", "passive OPEN", "LISTEN", rows="passive_open 3.10.1")
    answer = seg("A", 300, 91, "SYN,ACK")
    return story.arrives(syn("B", 90), "ESTABLISHED", answer, rows="listen_syn 3.10.7.2", action="duplicate")


def test_a_counterexample_says_where_it_is_violated() -> None:
    expected = """\
    A                                                  B
    CLOSED                                             CLOSED       <SEQ=90><CTL=SYN> to B in flight
1.  CLOSED                                             LISTEN       B: passive OPEN  [passive_open, 3.10.1]
2.  (duplicate) ... <SEQ=90><CTL=SYN>              --> ESTABLISHED  B: [listen_syn, 3.10.7.2]
                                                                    a copy stays in flight
                                                                    VIOLATED here
                ... <SEQ=300><ACK=91><CTL=SYN,ACK> <-- ESTABLISHED"""
    assert ladder(two_way().trace(violates_at=2)) == expected


def test_a_call_that_sends_nothing_is_named_in_the_middle_where_no_rows_are_wanted() -> None:
    assert ladder(two_way().trace(), rows=False).splitlines()[2] == (
        "1.  CLOSED          (B: passive OPEN)                  LISTEN"
    )


def test_a_lost_segment_has_xxx_and_the_word_on_the_side_that_it_does_not_reach() -> None:
    story = two_way().lost(seg("A", 300, 91, "SYN,ACK")).lost(syn("B", 90))
    assert ladder(story.trace()).splitlines()[-2:] == [
        "3.  lost        XXX <SEQ=300><ACK=91><CTL=SYN,ACK> <-- ESTABLISHED",
        "4.  (duplicate) ... <SEQ=90><CTL=SYN>              XXX lost",
    ]


def test_a_message_that_fires_no_row_is_ignored_in_words() -> None:
    assert ladder(two_way().arrives(syn("B", 90), rows="").trace(), rows=False).splitlines()[-2:] == [
        "                ... <SEQ=300><ACK=91><CTL=SYN,ACK> <-- ESTABLISHED",
        "3.  (duplicate) ... <SEQ=90><CTL=SYN>              --> ESTABLISHED  B: ignored",
    ]


def test_a_second_copy_is_a_duplicate_only_after_the_first_one_has_arrived() -> None:
    story = Story("SYN-SENT", "LISTEN").call("A", "retransmission timeout", "SYN-SENT", syn("B", 1))
    story.call("B", "status", "LISTEN").arrives(syn("B", 1), action="duplicate").arrives(syn("B", 1))
    expected = """\
    A                                    B
    SYN-SENT                             LISTEN
1.  SYN-SENT    --> <SEQ=1><CTL=SYN> ...
2.  SYN-SENT        (B: status)          LISTEN
3.              ... <SEQ=1><CTL=SYN> --> LISTEN  a copy stays in flight
4.  (duplicate) ... <SEQ=1><CTL=SYN> --> LISTEN"""
    assert ladder(story.trace(), rows=False) == expected


def test_of_two_segments_sent_at_once_the_one_that_arrives_at_once_takes_one_line() -> None:
    story = Story("LISTEN", "SYN-SENT", syn("A", 1))
    story.arrives(syn("A", 1), "SYN-RECEIVED", syn("B", 7), seg("B", 8, 2, "ACK"))
    story.arrives(seg("B", 8, 2, "ACK")).arrives(syn("B", 7), "ESTABLISHED")
    assert ladder(story.trace(), rows=False).splitlines()[2:] == [
        "1.  SYN-RECEIVED <-- <SEQ=1><CTL=SYN>        ... (duplicate)",
        "    SYN-RECEIVED --> <SEQ=7><CTL=SYN>        ...",
        "2.  SYN-RECEIVED --> <SEQ=8><ACK=2><CTL=ACK> --> SYN-SENT",
        "3.               ... <SEQ=7><CTL=SYN>        --> ESTABLISHED",
    ]


def test_a_segment_for_which_the_network_has_no_room_is_lost_as_it_leaves() -> None:
    story = Story("SYN-SENT", "LISTEN").call("A", "retransmission timeout", "SYN-SENT", syn("B", 1))
    step = story.steps[0]
    full = Trace(story.start, (replace(step, after=replace(step.after, in_flight=())),))
    assert ladder(full, rows=False).splitlines()[-1] == (
        "1.  SYN-SENT --> <SEQ=1><CTL=SYN> XXX lost    no room in the network"
    )


def test_a_lasso_says_which_steps_repeat() -> None:
    story = Story("SYN-SENT", "LISTEN").call("B", "status", "LISTEN")
    story.call("A", "retransmission timeout", "SYN-SENT", syn("B", 1)).lost(syn("B", 1))
    expected = """\
      A                                 B
      SYN-SENT                          LISTEN
1.    SYN-SENT                          LISTEN  B: status
2-3.  SYN-SENT --> <SEQ=1><CTL=SYN> XXX lost    A: retransmission timeout
      steps 2 to 3 repeat for ever"""
    assert ladder(story.trace(loop=1)) == expected
    assert ladder(story.trace(loop=3)).splitlines()[-1] == "      stays so for ever"


def test_a_violation_at_the_start_is_marked_there() -> None:
    assert ladder(Story("A0", "B0").trace(violates_at=0)).splitlines()[1] == "  A0 B0  VIOLATED here"


def test_wide_names_stand_in_line() -> None:
    story = Story("关闭", "侦听").call("A", "打开", "同步已发送", Packet("B", "<握手=1>", "握手"))
    expected = """\
      A                           B
      关闭                        侦听
1-2.  同步已发送 --> <握手=1> --> 收到  A: 打开
                                        B: [a_row]"""
    assert ladder(story.arrives(Packet("B", "<握手=1>", "握手"), "收到").trace()) == expected


def test_ends_with_names_of_their_own_keep_the_letter_that_the_lines_use() -> None:
    trace = replace(Story("CLOSED", "CLOSED").trace(), ends=("Mute", "TwoWay"), title="two-way, not_alone")
    expected = """\
two-way, not_alone

  A: Mute  B: TwoWay
  CLOSED   CLOSED"""
    assert ladder(trace) == expected
    assert ladder(trace, title=False).splitlines()[0] == "  A: Mute  B: TwoWay"


def test_a_capture_has_no_states_and_its_notes_on_the_right() -> None:
    segments: list[tuple[End, str, str]] = [
        ("A", "<SEQ=0><CTL=SYN>", "0.00 s"),
        ("B", "<SEQ=0><ACK=1><CTL=RST,ACK>", ""),
    ]
    expected = """\
refused

    A: 192.0.2.1:40028                  B: 192.0.2.2:80
1.  --> <SEQ=0><CTL=SYN>            -->  0.00 s
2.  <-- <SEQ=0><ACK=1><CTL=RST,ACK> <--"""
    assert conversation(segments, ("192.0.2.1:40028", "192.0.2.2:80"), title="refused") == expected


def closing() -> Story:
    story = Story("TIME-WAIT", "LAST-ACK")
    story.call("A", "again", "TIME-WAIT", seg("B", 102, 302, "ACK"))
    story.tick("TIME-WAIT", "LAST-ACK", rows="time_wait_runs 3.10.8")
    return story


def test_a_tick_is_a_line_across_and_what_it_makes_too_old_is_named() -> None:
    story = closing().tick("CLOSED", "LAST-ACK", gone=(seg("B", 102, 302, "ACK"),), rows="time_wait_ends 3.10.8")
    expected = """
    A                                             B
    TIME-WAIT                                     LAST-ACK
1.  TIME-WAIT --> <SEQ=102><ACK=302><CTL=ACK> ...           A: again
2.  TIME-WAIT --- tick                        --- LAST-ACK  A: [time_wait_runs, 3.10.8]
3.  CLOSED    --- tick                        --- LAST-ACK  A: [time_wait_ends, 3.10.8]
                                                            too old, gone: <SEQ=102><ACK=302><CTL=ACK> to B"""
    assert "\n" + ladder(story.trace()) == expected


def test_what_both_ends_send_in_a_tick_leaves_after_it() -> None:
    fin, ack = seg("A", 301, 102, "FIN,ACK"), seg("B", 102, 302, "ACK")
    story = Story("TIME-WAIT", "LAST-ACK").tick("TIME-WAIT", "LAST-ACK", sent=(ack, fin))
    expected = """
    A                                                 B
    TIME-WAIT                                         LAST-ACK
1.  TIME-WAIT --- tick                            --- LAST-ACK
    TIME-WAIT --> <SEQ=102><ACK=302><CTL=ACK>     ...
              ... <SEQ=301><ACK=102><CTL=FIN,ACK> <-- LAST-ACK"""
    assert "\n" + ladder(story.trace(), rows=False) == expected


def test_a_forged_segment_comes_from_the_attacker() -> None:
    reset = Packet("B", "<SEQ=105><CTL=RST>", "RST")
    story = Story("ESTABLISHED", "ESTABLISHED").forged(reset).forged(reset).arrives(reset, "CLOSED")
    expected = """
      A                                      B
      ESTABLISHED                            ESTABLISHED
1.    (attacker)  --> <SEQ=105><CTL=RST> ...
2-3.  (attacker)  --> <SEQ=105><CTL=RST> --> CLOSED"""
    assert "\n" + ladder(story.trace(), rows=False) == expected


def test_a_forged_segment_that_the_network_has_no_room_for_is_lost() -> None:
    story = Story("ESTABLISHED", "ESTABLISHED").forged(Packet("A", "<SEQ=9><CTL=RST>", "RST"), room=False)
    assert ladder(story.trace(), rows=False).splitlines()[2] == (
        "1.  lost        XXX <SEQ=9><CTL=RST> <-- (attacker)   no room in the network"
    )
