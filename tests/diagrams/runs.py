"""Runs to draw, written out step by step as a person would tell them."""

from __future__ import annotations

from checker.results.runs import Action, End, EndPoint, FiredRow, Packet, Point, Step, Trace


def to_a(text: str) -> Packet:
    """A segment to A; its short name is what stands after CTL."""
    return Packet("A", text, text.partition("CTL=")[2].rstrip(">") or text)


def to_b(text: str) -> Packet:
    """A segment to B."""
    return Packet("B", text, to_a(text).short)


class Run:
    """A trace being told; the channel is a bag unless it is told to be a set."""

    def __init__(self, a: str, b: str, *flight: Packet, channel: str = "bag") -> None:
        self.now = self.start = Point(EndPoint(a), EndPoint(b), flight)
        self.steps: list[Step] = []
        self.channel = channel

    def local(self, end: End, event: str, state: str = "", *sent: Packet, timer: bool = False) -> Run:
        return self._step("timer" if timer else "call", end, event, None, state, sent)

    def deliver(self, packet: Packet, state: str = "", *sent: Packet) -> Run:
        return self._step("deliver", packet.to, "", packet, state, sent)

    def duplicate(self, packet: Packet, state: str = "", *sent: Packet) -> Run:
        return self._step("duplicate", packet.to, "", packet, state, sent)

    def lose(self, packet: Packet) -> Run:
        return self._step("lose", packet.to, "", packet, "", ())

    def tick(self, a: str = "", b: str = "", gone: tuple[Packet, ...] = ()) -> Run:
        before = self.now
        flight = tuple(each for each in before.in_flight if each not in gone)
        self.now = Point(EndPoint(a or before.a.state), EndPoint(b or before.b.state), flight)
        self.steps.append(Step("tick", "A", "tick", None, (), (), before, self.now, expired=gone))
        return self

    def forge(self, packet: Packet) -> Run:
        before = self.now
        self.now = Point(before.a, before.b, (*before.in_flight, packet))
        self.steps.append(Step("forge", packet.to, "", packet, (), (), before, self.now))
        return self

    def trace(self, title: str, violates_at: int | None = None, loop: int | None = None) -> Trace:
        return Trace(self.start, tuple(self.steps), title, violates_at=violates_at, loop=loop)

    def _step(
        self, action: Action, end: End, event: str, packet: Packet | None, state: str, sent: tuple[Packet, ...]
    ) -> Run:
        before = self.now
        flight = list(before.in_flight)
        if packet is not None and action != "duplicate":
            flight.remove(packet)
        for each in sent:
            if self.channel == "bag" or each not in flight:
                flight.append(each)
        a = EndPoint(state, before.a.values) if state and end == "A" else before.a
        b = EndPoint(state, before.b.values) if state and end == "B" else before.b
        self.now = Point(a, b, tuple(flight))
        self.steps.append(Step(action, end, event, packet, sent, (FiredRow("a_row", "3.10"),), before, self.now))
        return self


def lost_and_repeated() -> Trace:
    """The SYN,ACK is lost, the SYN sent again and delivered twice: once as a copy."""
    syn, answer = to_b("<SEQ=100><CTL=SYN>"), to_a("<SEQ=300><ACK=101><CTL=SYN,ACK>")
    ack = to_b("<SEQ=101><ACK=301><CTL=ACK>")
    run = Run("CLOSED", "LISTEN", to_b("<SEQ=90><CTL=SYN>"))
    run.local("A", "active OPEN", "SYN-SENT", syn).deliver(syn, "SYN-RECEIVED", answer).lose(answer)
    run.local("A", "retransmission timeout", "", syn, timer=True).duplicate(syn, "", answer)
    run.deliver(answer, "ESTABLISHED", ack).deliver(ack, "ESTABLISHED").deliver(syn, "", to_a("<SEQ=301><CTL=ACK>"))
    return run.deliver(to_b("<SEQ=90><CTL=SYN>")).trace("three-way: a lost segment, a repeated one and an old one", 9)


def simultaneous_open() -> Trace:
    """RFC 9293, figure 7, with its numbers."""
    syn_a, syn_b = to_b("<SEQ=100><CTL=SYN>"), to_a("<SEQ=300><CTL=SYN>")
    both_a, both_b = to_b("<SEQ=100><ACK=301><CTL=SYN,ACK>"), to_a("<SEQ=300><ACK=101><CTL=SYN,ACK>")
    run = Run("CLOSED", "CLOSED").local("A", "active OPEN", "SYN-SENT", syn_a)
    run.local("B", "active OPEN", "SYN-SENT", syn_b)
    run.deliver(syn_b, "SYN-RECEIVED", both_a).deliver(syn_a, "SYN-RECEIVED", both_b)
    return run.deliver(both_a, "ESTABLISHED").deliver(both_b, "ESTABLISHED").trace("three-way: simultaneous open")


def without_end() -> Trace:
    """A lasso: the SYN is sent again and lost again."""
    syn = to_b("<SEQ=100><CTL=SYN>")
    run = Run("CLOSED", "LISTEN", channel="set").local("A", "active OPEN", "SYN-SENT", syn).lose(syn)
    run.local("A", "retransmission timeout", "", syn, timer=True).lose(syn)
    return run.trace("three-way: not everything arrives", loop=2)


def in_a_set() -> Trace:
    """The SYN is sent again while it is in flight, which a set does not see; a copy of it arrives late."""
    syn, answer = to_b("<SEQ=100><CTL=SYN>"), to_a("<SEQ=300><ACK=101><CTL=SYN,ACK>")
    run = Run("CLOSED", "LISTEN", channel="set").local("A", "active OPEN", "SYN-SENT", syn)
    run.local("A", "retransmission timeout", "", syn, timer=True).duplicate(syn, "SYN-RECEIVED", answer)
    run.local("B", "abort", "CLOSED").lose(answer).local("B", "passive OPEN", "LISTEN")
    run.deliver(syn, "SYN-RECEIVED", answer).deliver(answer, "ESTABLISHED", to_b("<SEQ=101><ACK=301><CTL=ACK>"))
    return run.trace("three-way: the server forgets", violates_at=5)


def by_the_clock() -> Trace:
    """TIME-WAIT ends while the last ACK becomes too old, and an attacker resets the other end."""
    fin, ack = to_a("<SEQ=301><ACK=102><CTL=FIN,ACK>"), to_b("<SEQ=102><ACK=302><CTL=ACK>")
    reset = to_b("<SEQ=102><CTL=RST>")
    run = Run("FIN-WAIT-2", "CLOSE-WAIT").local("B", "CLOSE", "LAST-ACK", fin).deliver(fin, "TIME-WAIT", ack)
    run.tick().tick("CLOSED", gone=(ack,)).forge(reset).deliver(reset, "CLOSED")
    return run.trace("time-wait: a lost ACK")


def in_chinese() -> Trace:
    """Names in Chinese, as in the notes of a course."""
    hello, reply = to_b("同步 序号=100"), to_a("同步,确认 序号=300 确认号=101")
    run = Run("关闭", "监听").local("A", "主动打开连接请求", "同步已发送", hello)
    return run.deliver(hello, "同步已接收", reply).deliver(reply, "连接已建立").trace("三次握手：两端都已建立连接")


def long_one() -> Trace:
    """Eighteen messages: more than a page holds."""
    run = Run("ESTABLISHED", "ESTABLISHED")
    for number in range(9):
        data, ack = to_b(f"<SEQ={100 + number}><CTL=ACK>"), to_a(f"<ACK={101 + number}><CTL=ACK>")
        run.local("A", "SEND", "", data).deliver(data, "", ack).deliver(ack)
    return run.trace("data: one octet at a time")
