"""Tables of knowledge to draw, written out cell by cell."""

from __future__ import annotations

from checker.knowledge.answers import Doubt, Evidence, KnowledgeCell, KnowledgeTable, RunSoFar
from checker.results.runs import Trace
from tests.diagrams.runs import Run, to_a, to_b


def cells(marks: str, *behind: int | None) -> tuple[KnowledgeCell, ...]:
    """A cell for each mark, where a y is true."""
    return tuple(
        KnowledgeCell(mark == "y", many) for mark, many in zip(marks, behind or (None,) * len(marks), strict=True)
    )


def moments(run: Trace, first: int) -> tuple[RunSoFar, ...]:
    """What the run delivers, after so many steps."""
    arrivals = [
        RunSoFar(number, f"{step.packet.text} to {step.end}", f"{step.packet.short} to {step.end}")
        for number, step in enumerate(run.steps, start=1)
        if step.packet is not None and step.action in ("deliver", "duplicate")
    ]
    return RunSoFar(first, ""), *arrivals


def handshake() -> KnowledgeTable:
    """The three-way handshake."""
    syn, answer = to_b("<SEQ=100><CTL=SYN>"), to_a("<SEQ=300><ACK=101><CTL=SYN,ACK>")
    run = Run("CLOSED", "LISTEN").local("A", "active OPEN", "SYN-SENT", syn).deliver(syn, "SYN-RECEIVED", answer)
    ack = to_b("<SEQ=101><ACK=301><CTL=ACK>")
    trace = run.deliver(answer, "ESTABLISHED", ack).deliver(ack, "ESTABLISHED").trace("opened")
    rows = (
        ("A wants to connect", cells("yyyy")),
        ("B knows it", cells("-yyy", 9, 4, 4, 1)),
        ("A knows that B knows it", cells("--yy", 5, 5, 3, 3)),
        ("B knows that A knows that", cells("---y", 9, 4, 4, 1)),
        ("common knowledge", cells("----")),
    )
    return KnowledgeTable("opening", "who", "who knows what", trace, moments(trace, 1), rows, 12)


def with_losses() -> KnowledgeTable:
    """A segment is lost, one is in flight at the end, something is forgotten, and there is much to say in Chinese."""
    syn, answer, ack = to_b("同步"), to_a("同步,确认"), to_b("确认")
    run = Run("关闭", "监听").local("A", "主动打开连接请求", "同步已发送", syn).lose(syn)
    run.local("A", "重传", "", syn, timer=True).deliver(syn, "同步已接收", answer).duplicate(answer, "连接已建立", ack)
    run.deliver(ack, "连接已建立").deliver(answer, "", ack).deliver(ack).local("B", "关闭", "最后确认", to_a("结束"))
    trace = run.trace("三次握手")
    rows = (
        ("乙知道甲想要连接，而且乙知道甲的初始序号", cells("-yyyyy")),
        ("a long sentence of which everybody knows that it has to be broken into lines", cells("--yy-y")),
    )
    return KnowledgeTable("三次握手", "谁知道", "谁在哪一段之后知道什么", trace, moments(trace, 3), rows, 1)


def chain() -> Evidence:
    """Why A's wish is not known to be known: three runs, of which one loses a segment, and worlds."""
    syn, answer = to_b("<SEQ=100><CTL=SYN>"), to_a("<SEQ=300><ACK=101><CTL=SYN,ACK>")

    def opened() -> Run:
        return Run("CLOSED", "LISTEN").local("A", "active OPEN", "SYN-SENT", syn)

    here = opened().deliver(syn, "SYN-RECEIVED", answer).lose(answer).trace("here")
    quiet = Run("CLOSED", "LISTEN").local("A", "abort")
    doubts = (Doubt("A", opened().trace(""), ("A can send",)), Doubt("B", quiet.trace(""), ()))
    return Evidence("A knows that B knows that A wants to connect", here, doubts, "A wants to connect")


def long_chain() -> Evidence:
    """More runs than stand beside each other."""
    one = chain()
    return Evidence(one.asked, one.here, (one.doubts[0],) * 6, one.false)
