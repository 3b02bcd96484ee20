"""S0, "关于TCP握手和挥手告别": what it says, and what becomes of it."""

from __future__ import annotations

from spec.articles.article import OPENING, THREE_SEGMENTS
from spec.articles.claim import HOLDS, IMPOSSIBLE, POSSIBLE, VIOLATED, Claim, beside, denies, states, without
from spec.articles.shared_runs import ANY_ISN

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "S0.1",
        "The client sends SYN with number J and goes to SYN-SENT.",
        "客户端发送 SYN(序号 J),进入 SYN_SEND 状态。",
        ("agreement",),
        (
            states("handshake", "syn_is_next", HOLDS),
            states("s2-data", "syn_sent", POSSIBLE, segments=OPENING[:1]),
            *ANY_ISN,
        ),
        "SYN-SENT is entered by sending <SEQ=ISS><CTL=SYN>, and then SND.NXT = ISS + 1.",
    ),
    Claim(
        "S0.2",
        "The server answers SYN,ACK with number K and acknowledgement J + 1, and goes to SYN-RECEIVED.",
        "服务器回应 SYN+ACK(序号 K,确认序号 J+1),进入 SYN_RECV 状态。",
        ("agreement",),
        (
            states("handshake", "answer_acks_syn", HOLDS),
            states("s2-data", "syn_answered", POSSIBLE, segments=OPENING[:2]),
            *ANY_ISN,
        ),
        "In SYN-RECEIVED B's RCV.NXT is A's ISS + 1, and that is what its SYN,ACK acknowledges.",
    ),
    Claim(
        "S0.3",
        "The client answers ACK K + 1; when it has been sent, client and server are ESTABLISHED.",
        "客户端发送 ACK(确认序号 K+1),此包发送完毕,客户端和服务器进入 ESTABLISHED 状态。",
        ("who-first",),
        (
            states("handshake", "together", VIOLATED),
            denies("three-way", "half_way", POSSIBLE),
            beside("one-way", "half_way", IMPOSSIBLE),
            beside("three-way", "a_first", HOLDS),
            beside("three-way", "was_there", HOLDS),
        ),
        "The client is ESTABLISHED when it sends the third segment, the server when it gets it; "
        "B ESTABLISHED implies only that A was ESTABLISHED with the same numbers.",
    ),
    Claim(
        "S0.4",
        "Three messages are there chiefly to make the connection duplex; reliability comes from retransmission.",
        "三次握手的最主要目的是保证连接是双工的,可靠更多的是通过重传机制来保证的。",
        ("old-syn", "price", "opening-ends"),
        (
            denies("two-way", "completes", POSSIBLE),
            states("three-way", "can_complete", HOLDS),
            without("handshake-no-timers", "can_complete", VIOLATED),
            beside("two-way-old-syn", "not_a_ghost", VIOLATED),
            beside("three-way-old-syn", "not_a_ghost", HOLDS),
            beside("old-syn-is-left", "recovers", HOLDS),
            beside("opening-is-live", "opens", HOLDS),
            beside("opening-is-live", "opens_unaided", VIOLATED),
        ),
        "Two messages make a duplex connection too; the third protects from old openings (RFC 9293 3.5); and an "
        "opening completes in spite of loss if segments are sent again and each kind that is arrives at last.",
    ),
    Claim(
        "S0.5",
        "close() sends FIN; then the application cannot receive any more, only the kernel can.",
        "应用层调用 close 发送 FIN,此后处于半关闭状态:应用层无法接收数据,但底层还可以接收数据。",
        ("half-close", "abort"),
        (
            denies("half-close", "reads_after_close", POSSIBLE),
            states("half-duplex-close", "takes_when_deaf", IMPOSSIBLE),
            beside("half-duplex-close", "refuses_when_deaf", POSSIBLE),
        ),
        "After the RFC's CLOSE (shutdown) the application still reads; after a socket's close() the kernel keeps "
        "nothing either, it answers data with a reset.",
    ),
    Claim(
        "S0.6",
        "The server's kernel acknowledges the FIN M with M + 1 by itself, at once.",
        "服务器底层收到 FIN 时会主动回发 ACK(确认序号 M+1)。",
        ("fin-and-ack", "kernel-and-user"),
        (
            states("kernel-first", "fin_acked_at_once", HOLDS),
            states("kernel-first", "kernel_first", HOLDS),
            without("kernel-late", "fin_acked_at_once", VIOLATED),
        ),
        "The ACK M + 1 needs no user; but it may wait up to half a second for company (3.8.6.3).",
        assumption="acknowledgements are not delayed",
    ),
    Claim(
        "S0.7",
        "On FIN, read() of the server's application returns 0.",
        "收到 FIN 时,服务器应用层的 read() 返回 0。",
        ("read-end",),
        (
            states("read-end", "end_can_be_read", HOLDS),
            without("read-end", "end_once_fin_came", VIOLATED),
            beside("read-end", "end_after_all_text", HOLDS),
            beside("read-end-out-of-order", "end_after_all_text", VIOLATED),
            beside("read-end-before-text", "end_after_all_text", VIOLATED),
        ),
        "read() returns 0 when the FIN has come and every octet before it has been read, and not before.",
        assumption="every octet before the FIN has been read",
    ),
    Claim(
        "S0.8",
        "close() of the server's application sends FIN N.",
        "服务器 B 应用层调用 close() 激发底层发送 FIN(序号 N)。",
        ("fin-and-ack", "close-wait"),
        (
            states("kernel-first", "fin_is_the_users", HOLDS),
            states("kernel-first", "left_by_close", HOLDS),
            beside("kernel-closes", "fin_is_the_users", VIOLATED),
        ),
        "B's FIN is sent only where B's user has closed.",
    ),
    Claim(
        "S0.9",
        "The client acknowledges N + 1; now both are fully closed and resources are freed.",
        "客户端回发 ACK(N+1),这时客户端、服务器都处于完全关闭状态,回收相应的资源。",
        ("who-waits", "fin-again"),
        (
            states("who-waits", "gone_when_acked", VIOLATED),
            states("who-waits", "over_when_waiting", VIOLATED),
            beside("close-without-wait", "gone_when_acked", HOLDS),
            beside("closed-without-last-ack", "over_when_waiting", HOLDS),
            beside("passive-close", "active_waits", POSSIBLE),
            beside("passive-close", "last_ack_closes", HOLDS),
        ),
        "The client is then in TIME-WAIT and keeps the pair of addresses and ports; the server is CLOSED only when "
        "that ACK arrives.",
    ),
    Claim(
        "S0.10",
        "The listener can put its ACK and its SYN into one segment.",
        "服务端可以把 ACK 和 SYN 放在一个报文里来发送。",
        ("price",),
        (
            states("three-way", "cost", POSSIBLE, messages=3),
            beside("four-way-silent", "cost", POSSIBLE, messages=4),
        ),
        "The SYN,ACK is one row of LISTEN; three segments acknowledge both SYNs, and fewer do not.",
    ),
    Claim(
        "S0.11",
        "FIN and ACK in one segment is impossible, so that closing in three messages cannot be.",
        "将 ACK、FIN 放在一个报文里就有了三次挥手,但这是不可能的:发送的时间上是分开的。",
        ("merged",),
        (
            denies("kernel-late", "three_segments", POSSIBLE, messages=3, segments=THREE_SEGMENTS),
            denies("merged-close", "merged", POSSIBLE, segments=THREE_SEGMENTS[:2]),
            beside("merged-between", "ack_saved", HOLDS),
            beside("merged-behind-data", "apart", POSSIBLE),
            beside("kernel-first", "three_segments", POSSIBLE, messages=4),
        ),
        "The FIN waits for the application, the ACK need not.  The separate ACK is saved if and only if B's close "
        "falls between the FIN's arrival and the ACK's departure and nothing is queued: queued data takes the ACK "
        "along.",
    ),
    Claim(
        "S0.12",
        "Having sent its FIN, the server is half closed.",
        "服务器 B 应用层调用 close() 发送 FIN,这时服务器 B 已处于半关闭状态。",
        ("half-close",),
        (
            denies("kernel-first", "neither_open", POSSIBLE),
            denies("kernel-first", "last_ack_is_closed", HOLDS),
            beside("half-close", "half_closed", POSSIBLE),
        ),
        "In LAST-ACK both FINs have been sent and neither direction is open; half closed were both ends before, in "
        "FIN-WAIT-2 and CLOSE-WAIT.",
    ),
    Claim(
        "S0.13",
        "The client's FIN closes one direction, from the client to the server.",
        "FIN 请求用来关闭客户 A 到服务器 B 的数据传送。",
        ("half-close",),
        (
            states("half-close", "takes_after_close", POSSIBLE),
            beside("half-duplex-close", "takes_after_close", IMPOSSIBLE),
        ),
        "An end whose FIN is acknowledged still takes the other's data; only a close() of both directions refuses it.",
    ),
)
