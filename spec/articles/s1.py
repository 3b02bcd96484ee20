"""S1, "TCP机制之连接管理(三次握手和四次挥手详解)": what it says, and what becomes of it."""

from __future__ import annotations

from spec.articles.article import THREE_SEGMENTS
from spec.articles.claim import (
    HOLDS,
    IMPOSSIBLE,
    POSSIBLE,
    VIOLATED,
    Claim,
    beside,
    denies,
    states,
    without,
)
from spec.articles.shared_runs import AGREES, ANY_ISN, WHO_IS_ABLE

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "S1.1",
        "To connect means that each side records the other's data.",
        "建立连接就是通信双方各自记录对方的信息。",
        ("agreement", "three-messages"),
        (
            states("three-way", "agreement", HOLDS),
            states("handshake", "numbers_known", HOLDS),
            beside("three-way-reopen", "was_there", HOLDS),
            *ANY_ISN,
            *AGREES,
        ),
        "Both ESTABLISHED: each has the other's initial sequence number.",
    ),
    Claim(
        "S1.2",
        "Logically there are four messages, of which the middle two merge.",
        "总共四次通信交互,其中第二次和第三次可以合并。",
        ("price",),
        (
            states("four-way", "agreement", HOLDS),
            states("three-way", "agreement", HOLDS),
            beside("three-way", "cost", POSSIBLE, messages=3),
            beside("four-way-silent", "cost", POSSIBLE, messages=4),
        ),
        "Apart or merged, both ends agree: three segments where the middle two merge, four where they do not (RFC 9293 "
        "3.4.1).",
    ),
    Claim(
        "S1.3",
        "The middle two must merge: four messages cost more.",
        "中间两次不可以不合并:四次比三次开销更大、成本更大。",
        ("price",),
        (
            denies("four-way-silent", "completes", POSSIBLE),
            states("three-way", "cost", POSSIBLE, messages=3),
            states("four-way-relaxed", "cost", POSSIBLE, messages=5),
            beside("four-way-silent", "cost", POSSIBLE, messages=4),
            beside("four-way-strict", "cost", POSSIBLE, messages=6),
        ),
        "They need not merge, but it costs: a bare ACK is dropped in SYN-SENT, so that the unmerged answer takes five "
        "segments, six where 3.10.7.4 is read to the letter, four where the useless ACK is left out.",
    ),
    Claim(
        "S1.4",
        "With two messages, one side necessarily cannot connect to the other.",
        "简化成两次握手,必定会有一方不能建立对对方的连接。",
        ("lost-answer", "knowledge", "price"),
        (
            denies("two-way", "completes", POSSIBLE),
            denies("two-way-remembering", "not_a_ghost", HOLDS),
            denies("two-way-answering", "can_complete", HOLDS),
            beside("two-way-old-syn", "not_a_ghost", VIOLATED),
            beside("two-way-lost-answer", "not_left_alone", VIOLATED),
            beside("two-way-knows", "b_knows", IMPOSSIBLE),
            beside("two-way-knows", "has_not", POSSIBLE),
        ),
        "Not necessarily: a server that remembers the last number that it accepted can do with two, though it never "
        "knows whether its answer has come; one that remembers nothing and faces unbounded delay cannot.",
    ),
    Claim(
        "S1.5",
        "The server waits in LISTEN.",
        "建立连接之前,服务器端处于 LISTEN 状态。",
        ("agreement",),
        (states("handshake", "waits_in_listen", HOLDS),),
        "A passive OPEN enters LISTEN, which B leaves when a SYN has come.",
    ),
    Claim(
        "S1.6",
        "The client is ESTABLISHED on SYN,ACK, the server on ACK.",
        "客户端接收到 ACK 和 SYN 时处于 ESTABLISHED;服务器接收到 ACK 时也处于 ESTABLISHED。",
        ("who-first",),
        (
            states("three-way", "half_way", POSSIBLE),
            states("three-way", "a_first", HOLDS),
            states("three-way", "was_there", HOLDS),
        ),
        "B ESTABLISHED implies that A was ESTABLISHED with the same numbers; the converse does not hold.",
    ),
    Claim(
        "S1.7",
        "The handshake checks that both sides can send and receive.",
        "验证通信双方各自的发送能力和接收能力是否 OK。",
        ("abilities",),
        (*WHO_IS_ABLE,),
        "B knows after the first message that A can send and B can receive, A knows all four after the second, and B "
        "after the third.",
    ),
    Claim(
        "S1.8",
        "In closing, the middle two cannot merge.",
        "断开连接中间的两次通信过程不能合并。",
        ("merged",),
        (
            denies("kernel-late", "three_segments", POSSIBLE, messages=3, segments=THREE_SEGMENTS),
            denies("merged-close", "merged", POSSIBLE, segments=THREE_SEGMENTS[:2]),
            beside("merged-between", "ack_saved", HOLDS),
            beside("merged-behind-data", "apart", POSSIBLE),
            beside("kernel-first", "three_segments", POSSIBLE, messages=4),
        ),
        "They merge if B's close falls between the FIN's arrival and the ACK's departure and nothing is queued.",
    ),
    Claim(
        "S1.9",
        "CLOSE-WAIT is on the passive side, and waits for the application.",
        "CLOSE_WAIT 出现在被动断开连接的一方,等待调用 close 方法关闭 socket。",
        ("close-wait",),
        (
            states("kernel-first", "close_wait_is_passive", HOLDS),
            states("close-wait", "stays_in_close_wait", HOLDS),
            denies("close-wait-waits", "close_wait_unaided", VIOLATED),
            states("close-wait-waits", "close_wait_ends", HOLDS),
            beside("close-wait", "nobody_waits_for_ever", VIOLATED),
            beside("close-wait-given-up", "left_by_user_alone", VIOLATED),
        ),
        "No retransmission and no network leaves CLOSE-WAIT. The user's CLOSE does (where nobody aborts and no data is "
        "sent, weak fairness of it suffices), an ABORT, and a user timeout of either end, whose reset ends both.",
    ),
    Claim(
        "S1.10",
        "TIME-WAIT is on the side that closes actively.",
        "TIME_WAIT 出现在主动断开连接的一方。",
        ("who-waits",),
        (
            states("who-waits", "waits_who_closed_first", HOLDS),
            states("passive-close", "passive_never_waits", HOLDS),
            beside("who-waits", "one_waits", HOLDS),
            beside("who-waits", "only_one_waits", VIOLATED),
            beside("who-waits-on", "both_wait", HOLDS),
        ),
        "Who closed before the other's FIN came waits: one end, or both if both did.",
    ),
    Claim(
        "S1.11",
        "TIME-WAIT exists so that a repeated FIN can be acknowledged again.",
        "TIME_WAIT 期间不立即释放连接:服务器重传 FIN 时,客户端要能再次回 ACK。",
        ("fin-again", "no-time-wait", "next-connection"),
        (
            states("passive-close", "fin_again", POSSIBLE),
            states("time-wait-on", "b_can_close", HOLDS),
            beside("time-wait-silent", "b_can_close", VIOLATED),
            beside("close-without-wait", "never_reset", VIOLATED),
            beside("close-reordered", "never_reset", HOLDS),
            beside("incarnations-short", "own_text", VIOLATED),
            beside("incarnations-f1", "own_text", HOLDS),
        ),
        "As long as A waits, B's FIN has an answer; without the wait B can end by a reset, without any loss.  The "
        "other half of the reason: the old data dies before the next connection.",
    ),
    Claim(
        "S1.12",
        "2 MSL without a repeated FIN: the ACK is taken to have arrived.",
        "经历 2MSL 还没有收到重传的 FIN,就认为这个 ACK 正常到达服务器了。",
        ("two-msl", "silence"),
        (
            states("time-wait-repeated", "b_is_done_too", HOLDS),
            without("passive-close", "quiet_proves", VIOLATED),
            without("passive-close", "silence_proves", VIOLATED),
            beside("silence-without-loss", "silence_proves", HOLDS),
            beside("time-wait", "late_fin", HOLDS),
            beside("time-wait-2-msl", "late_fin", VIOLATED),
            beside("time-wait-arrivals-first", "late_fin", HOLDS),
        ),
        "However many ACKs are lost, B's next FIN comes within 2 MSL (a tick more where the timer comes first) if B "
        "repeats it each MSL and it arrives: then silence shows that an ACK has come. Where the FINs can be lost too, "
        "or need not be repeated, the same silence follows a lost ACK.",
        assumption="until the ACK comes B repeats its FIN within each MSL, and no such FIN is lost",
    ),
    Claim(
        "S1.13",
        "In general the middle two of the closing cannot merge: the kernel's ACK is fast, the application's close "
        "comes later.",
        "ACK 由内核控制比较快,而 FIN 由应用程序调用 close 才会触发,两者间隔时间比较长,一般不能合并。",
        ("kernel-and-user", "merged"),
        (
            states("kernel-first", "kernel_first", HOLDS),
            without("kernel-late", "kernel_first", VIOLATED),
        ),
        "Where a FIN is acknowledged at once its ACK precedes the other's close; where the ACK may wait it need not.",
        assumption="acknowledgements are not delayed",
    ),
    Claim(
        "S1.14",
        "In the opening both middle messages are the kernel's, so that they can merge.",
        "三次握手中,中间两次通信过程都是由内核控制,间隔时间比较短,所以可以合并。",
        ("price", "kernel-and-user"),
        (
            states("three-way", "completes", POSSIBLE),
            states("three-way", "cost", POSSIBLE, messages=3),
            beside("refused-to-listen", "completes", IMPOSSIBLE),
            beside("four-way-silent", "cost", POSSIBLE, messages=4),
        ),
        "After its passive OPEN B's user does nothing, and the opening completes, B's SYN and ACK in one segment.",
    ),
    Claim(
        "S1.15",
        "The FIN leaves when the application closes its socket, or its process ends.",
        "应用程序调用 socket 的 close 方法(或者进程退出)才会触发 FIN。",
        ("kernel-and-user", "close-wait"),
        (
            states("half-duplex-close", "fin_sent", POSSIBLE),
            states("process-ends", "ends_with_fin", POSSIBLE),
            denies("text-repeated", "fin_sent", IMPOSSIBLE),
            beside("process-ends", "ends_with_reset", POSSIBLE),
        ),
        "A socket's close() sends a FIN, and where nobody closes none is sent; the system closes the sockets of a "
        "process that ends, which here is the same call. Where data is unread, either sends a reset in its place.",
    ),
    Claim(
        "S1.16",
        "Being in TIME-WAIT means that the four messages of the closing are over.",
        "进入 TIME_WAIT 状态的时候,相当于四次挥手已经完了。",
        ("fin-again", "who-waits"),
        (
            states("who-waits", "over_when_waiting", VIOLATED),
            beside("closed-without-last-ack", "over_when_waiting", HOLDS),
            beside("passive-close", "fin_again", POSSIBLE),
        ),
        "They have been sent, but the last ACK may be lost: then B's FIN comes again, and is acknowledged again.",
    ),
    Claim(
        "S1.17",
        "In the handshake the two sides settle some important parameters.",
        "在握手的过程中,双方协商一些重要的参数。",
        ("segment-size", "agreement"),
        (
            states("mss", "within_announced", HOLDS),
            states("three-way", "agreement", HOLDS),
            beside("mss", "common_minimum", VIOLATED),
        ),
        "Each end learns what the other announces, and keeps to it: initial numbers and segment sizes, one for each "
        "way.  What takes both ends, window scale (RFC 7323) and SACK (RFC 2018), is negotiated, and is not in the "
        "table.",
    ),
)
