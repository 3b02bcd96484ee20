"""S4, "三次握手和四次断开的过程": what its answers say, and what becomes of it."""

from __future__ import annotations

from spec.articles.article import CLOSING, OPENING
from spec.articles.claim import HOLDS, IMPOSSIBLE, POSSIBLE, VIOLATED, Claim, beside, denies, states, without
from spec.articles.shared_runs import AGREES

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "S4.1",
        "Opening: SYN, SYN,ACK, ACK.",
        "建立连接:SYN、SYN+ACK、ACK。",
        ("agreement",),
        (
            states("s2-data", "cost", POSSIBLE, messages=3, segments=OPENING),
            states("three-way", "agreement", HOLDS),
        ),
        "Three segments, after which each end has the other's number.",
    ),
    Claim(
        "S4.2",
        "Closing: FIN; ACK; FIN when all data is handled; ACK and TIME-WAIT; the server closes on the ACK.",
        "断开:FIN、ACK、处理完数据后 FIN、ACK 并进入 TIME_WAIT;服务器收到 ACK 后关闭连接。",
        ("fin-and-ack", "who-waits"),
        (
            states("s2-closing", "numbered", POSSIBLE, messages=4, segments=CLOSING),
            states("passive-close", "closes", POSSIBLE),
            states("passive-close", "last_ack_closes", HOLDS),
        ),
        "So it goes where the client closes first and the server acknowledges at once; other orders exist.",
    ),
    Claim(
        "S4.3",
        "Opening synchronises the states; closing makes sure that all data has been moved.",
        "三次握手保证双方的状态同步;四次断开确保所有数据都已经传输完成。",
        ("three-messages", "data-before-fin"),
        (
            states("three-way", "agreement", HOLDS),
            states("three-way-reopen", "was_there", HOLDS),
            *AGREES,
            states("all-moved", "all_moved", HOLDS),
            without("abort-loses", "all_moved", VIOLATED),
        ),
        "Numbers are agreed on by the opening; data is all moved, to the other's TCP, by a closing without abort.",
        assumption="neither end aborts, and 'moved' means to the other's TCP",
    ),
    Claim(
        "S4.4",
        "After the last ACK the connection is completely closed (the second and the third answer, without TIME-WAIT).",
        "收到并回复最后的 ACK 后,连接彻底关闭(没有 TIME_WAIT)。",
        ("who-waits", "no-time-wait"),
        (
            states("who-waits", "gone_when_acked", VIOLATED),
            beside("close-without-wait", "gone_when_acked", HOLDS),
            beside("passive-close", "closes", POSSIBLE),
            beside("close-without-wait", "never_reset", VIOLATED),
        ),
        "Who sends the last ACK goes to TIME-WAIT; without it B can be reset, by reordering alone.",
    ),
    Claim(
        "S4.5",
        "When the client has answered with its ACK, the connection is established (the second answer).",
        "客户端回复一个 ACK 包,表示确认服务器的连接请求,此时连接建立成功。",
        ("who-first",),
        (
            states("handshake", "together", VIOLATED),
            denies("three-way", "half_way", POSSIBLE),
            beside("one-way", "half_way", IMPOSSIBLE),
        ),
        "For the client it is; the server is ESTABLISHED when that ACK has come.",
    ),
)
