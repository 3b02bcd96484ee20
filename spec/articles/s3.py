"""S3, "三次握手和四次链接的技术盲区": what it says, and what becomes of it."""

from __future__ import annotations

from spec.articles.article import THREE_SEGMENTS
from spec.articles.claim import HOLDS, IMPOSSIBLE, POSSIBLE, VIOLATED, Claim, Says, beside, denies, states, without
from spec.articles.shared_runs import AGREES, ANY_ISN, WHO_IS_ABLE

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "S3.1",
        "The handshake confirms that both sides can send and receive.",
        "三次握手确认双方的发送和接收能力。",
        ("abilities",),
        (*WHO_IS_ABLE,),
        "A knows all four abilities after the second message, B after the third, and not before.",
    ),
    Claim(
        "S3.2",
        "The handshake confirms both initial sequence numbers.",
        "服务端和客户端互相确认对方的初始序列号。",
        ("agreement", "three-messages"),
        (
            states("three-way", "agreement", HOLDS),
            states("handshake", "numbers_known", HOLDS),
            states("three-way-reopen", "was_there", HOLDS),
            beside("reused-isn", "not_a_ghost", VIOLATED),
            *ANY_ISN,
            *AGREES,
        ),
        "Both ESTABLISHED: each has the other's number; where no number is chosen again while old segments live.",
    ),
    Claim(
        "S3.3",
        "Closing in four messages lets both finish, and confirms that all data arrived.",
        "四次挥手确保安全关闭,双方可以确认对方是否收到了所有数据。",
        ("data-before-fin",),
        (
            states("text", "fin_acked_fin_heard", HOLDS),
            states("all-moved", "all_moved", HOLDS),
            beside("octets-of-a", "fin_acked_fin_heard", HOLDS),
            without("abort-loses", "all_moved", VIOLATED),
            beside("all-moved", "not_all_read", POSSIBLE),
        ),
        "The ACK of a FIN confirms that the other's TCP has the FIN and all data before it; its user need not have "
        "read it.",
        assumption="neither end aborts, and 'arrived' means at the other's TCP",
    ),
    Claim(
        "S3.4",
        "N messages never give certainty, as the last one can be lost.",
        "即使进行 N 次握手,也无法百分之百地确保,一旦最后一次确认丢失,双方就陷入信息不对称的状态。",
        ("certainty", "knowledge"),
        (
            *(denies("generals", "together", VIOLATED, N=n) for n in range(1, 9)),
            *(denies("generals-know", "common", IMPOSSIBLE, N=n) for n in range(1, 9)),
            states("generals-for-every-n", "one_link", HOLDS),
            states("generals-for-every-n", "any_rule", HOLDS),
            beside("generals-know", "as_deep", HOLDS, N=8),
            beside("generals-know", "no_deeper", HOLDS, N=8),
        ),
        "Message d brings knowledge to the depth d and never common knowledge, for any N; so no rule whatever makes "
        "both act together, unless it makes them never act.",
    ),
    Claim(
        "S3.5",
        "Success means that both know that the other is ready; that needs at least three.",
        "成功的标志是双方都知道对方已经准备好,而至少需要三次握手才能实现这一点。",
        ("knowledge", "abilities"),
        (
            denies("who-knows-old-syn", "both_ready", VIOLATED),
            states("who-knows-old-syn", "known_when_open", HOLDS),
            without("who-knows", "both_ready", HOLDS, says=Says.CONTRARY),
            beside("who-knows", "ready_after_two", POSSIBLE),
            beside("who-knows", "b_knows_that", HOLDS),
            beside("who-knows", "y_is_known", HOLDS),
            beside("who-is-able", "not_yet", HOLDS),
        ),
        "Where an old SYN may look like a new one only the third message tells B that A is there.  Without old "
        "segments both know after two that the other is ready; the third tells B that A knows, that its number is "
        "known, and that it can be heard.",
        assumption="an old SYN that looks like a new one may be about",
    ),
    Claim(
        "S3.6",
        "One message: both then take the connection for made, which is no more than UDP.",
        "一次握手:双方都认为连接已经建立,等同于无连接的 UDP。",
        ("lost-answer", "knowledge"),
        (
            denies("one-way", "a_alone", POSSIBLE),
            beside("one-way", "agreement", VIOLATED),
            beside("one-way", "half_way", IMPOSSIBLE),
            beside("four-way", "a_alone", IMPOSSIBLE),
            beside("who-knows", "b_knows", HOLDS),
            beside("who-knows", "a_knows", HOLDS),
        ),
        "A takes the connection for made before B has heard of it, and alone where the message is lost; as with UDP "
        "nobody answers: A never has B's number, and knows nothing of B.",
    ),
    Claim(
        "S3.7",
        "Two messages: if B's is lost A does not know whether B got its SYN; and B knows that.",
        "两次握手:如果 B 到 A 的报文段丢失,A 无法确定 B 是否收到;B 也知道了 A 的这种情况。",
        ("lost-answer", "knowledge"),
        (
            denies("two-way-lost-answer", "not_left_alone", VIOLATED),
            states("two-way-knows", "a_unsure", HOLDS),
            beside("two-way-knows", "b_knows", IMPOSSIBLE),
            denies("two-way-knows", "b_unsure", POSSIBLE),
            beside("two-way-knows", "has_it", POSSIBLE),
            beside("two-way-knows", "has_not", POSSIBLE),
        ),
        "The first half is right: A cannot know; but nor does B: whether its answer came or was lost looks the same "
        "to B.",
    ),
    Claim(
        "S3.8",
        "With the third message, both know that the other was ready at an earlier time.",
        "有了第三次握手,双方都知道对方(在之前的时间点)已经准备好。",
        ("knowledge",),
        (
            states("three-way", "was_there", HOLDS),
            states("who-knows", "both_ready", HOLDS),
            states("who-knows", "b_knows_that", HOLDS),
            beside("who-knows", "no_further", IMPOSSIBLE),
        ),
        "B ESTABLISHED implies that A was ESTABLISHED, and B knows it; what is past B can know, and that A "
        "knows that B knows takes one message more.",
    ),
    Claim(
        "S3.9",
        "If two messages suffice, a late SYN opens a wrong connection at B.",
        "如果是两次握手,延迟到达的连接请求会使 B 进入建立状态,但 A 早已放弃了这个连接。",
        ("two-messages", "old-syn"),
        (
            denies("two-way-late-syn", "not_alone", VIOLATED),
            denies("two-way-old-data", "old_data", VIOLATED),
            beside("three-way-old-data", "old_data", HOLDS),
            denies("two-way-old-syn", "not_a_ghost", VIOLATED),
            beside("three-way-old-syn", "not_a_ghost", HOLDS),
            beside("old-syn-is-left", "recovers", HOLDS),
            beside("old-syn-keeps", "recovers", VIOLATED),
        ),
        "With two messages an old SYN makes B ESTABLISHED in one step, and old data behind it is handed to B's user; "
        "with three A's reset brings B back to LISTEN, and nothing was handed over.",
    ),
    Claim(
        "S3.10",
        "Three messages give only a high probability.",
        "成功进行三次握手只能说明双方以相当高的概率可以进行正常通信。",
        ("certainty",),
        (
            denies("generals", "together", VIOLATED, N=3),
            states("generals-chance", "all_arrive", HOLDS, N=3),
            states("generals-chance", "last_lost", HOLDS, N=3),
            *(beside("generals-chance", "whatever_n", HOLDS, N=n) for n in range(1, 9)),
        ),
        "All three arrive with (1 - p)^3, for p = 0.1 in 0.729 of all cases, and the last is lost in 0.081; but where "
        "the last was sent it is lost with p, whatever N is: more messages do not help.",
    ),
    Claim(
        "S3.11",
        "Closing takes four segments, two FINs and two ACKs, and none can be spared.",
        "四次挥手就是两个 FIN 报文和两个 ACK 报文,这四个报文必不可少。",
        ("merged", "both-close"),
        (
            denies("kernel-late", "three_segments", POSSIBLE, messages=3, segments=THREE_SEGMENTS),
            beside("kernel-first", "three_segments", POSSIBLE, messages=4),
            beside("simultaneous-close", "both_at_once", POSSIBLE, messages=4),
            beside("life-shortest", "three_segments", POSSIBLE, messages=5),
        ),
        "Three suffice; a whole connection takes seven segments, six or even five where ACKs may wait.",
    ),
    Claim(
        "S3.12",
        "FIN is sent when there is no more data; B's TCP acknowledges it and tells the application.",
        "没有数据要发送时发送 FIN,B 必然回复 ACK,并通知上层应用程序。",
        ("fin-and-ack", "read-end"),
        (
            states("kernel-first", "fin_acked_at_once", HOLDS),
            states("all-moved", "nothing_lost", HOLDS),
            states("read-end", "end_can_be_read", HOLDS),
            beside("kernel-late", "fin_acked_at_once", VIOLATED),
            beside("kernel-first", "user_may_wait", POSSIBLE),
        ),
        "The FIN leaves behind all data; its ACK is B's TCP's affair and may wait a little, its end-of-file the user's "
        "next read.",
    ),
    Claim(
        "S3.13",
        "B must not merge FIN and ACK, even when all its data is sent.",
        "即便数据已经全部发送完毕,B 也不应该将 FIN 和 ACK 合二为一。",
        ("merged",),
        (
            denies("kernel-late", "three_segments", POSSIBLE, messages=3, segments=THREE_SEGMENTS),
            denies("merged-close", "merged", POSSIBLE, segments=THREE_SEGMENTS[:2]),
            beside("merged-close", "fin_acked_fin_heard", HOLDS),
            beside("kernel-first", "three_segments", POSSIBLE, messages=4),
        ),
        "It may: the merged segment acknowledges and closes, and both ends end as they would with two.",
    ),
    Claim(
        "S3.14",
        "A client cannot use shutdown or close; only if the server closes first is the client's port free at once.",
        "TCP 客户端不能用 shutdown 和 closesocket 断开,只有服务器端主动断开,客户端的端口才能立刻被释放。",
        ("free-port",),
        (
            denies("passive-close", "closes", POSSIBLE),
            states("passive-close", "passive_never_waits", HOLDS),
            states("passive-close", "active_waits", POSSIBLE),
            beside("abort-frees", "reset_frees", HOLDS),
        ),
        "The client may close first, and then the pair of addresses and ports stays in use in TIME-WAIT; with the "
        "passive closer it never does, and an abort frees it on both sides at once.",
    ),
    Claim(
        "S3.15",
        "Either end may start closing.",
        "中断连接端可以是 Client 端,也可以是 Server 端。",
        ("who-waits", "both-close"),
        (
            states("who-waits", "closes", POSSIBLE),
            states("who-waits", "b_closes_first", POSSIBLE),
            beside("passive-close", "b_closes_first", IMPOSSIBLE),
            states("simultaneous-close", "both_at_once", POSSIBLE, messages=4),
        ),
        "Either may, or both at once: then four segments, and both wait.",
    ),
    Claim(
        "S3.16",
        "After it has acknowledged the FIN, the server may go on sending.",
        "如果 Server 端还有数据没有发送完成,先发送 ACK,可以继续发送数据。",
        ("half-close",),
        (
            states("half-close", "reads_after_close", POSSIBLE),
            states("half-close", "takes_after_close", POSSIBLE),
            beside("half-duplex-close", "takes_after_close", IMPOSSIBLE),
        ),
        "In (FIN-WAIT-2, CLOSE-WAIT) the data of B is taken, acknowledged and read.",
    ),
    Claim(
        "S3.17",
        "The server sends its FIN when it is done.",
        "当 Server 端确定数据已发送完成,则向 Client 端发送 FIN 报文。",
        ("fin-and-ack", "close-wait"),
        (
            states("kernel-first", "fin_is_the_users", HOLDS),
            states("kernel-first", "left_by_close", HOLDS),
            states("half-close", "half_closed", POSSIBLE),
            states("close-wait-waits", "close_wait_ends", HOLDS),
        ),
        "B's FIN is B's user's decision, and may come as late as it likes.",
    ),
    Claim(
        "S3.18",
        "The client waits because it distrusts the network: without the ACK the server can retransmit.",
        "Client 端不相信网络,发送 ACK 后进入 TIME_WAIT 状态,如果 Server 端没有收到 ACK 则可以重传。",
        ("fin-again",),
        (
            states("passive-close", "fin_again", POSSIBLE),
            states("time-wait-on", "b_can_close", HOLDS),
            states("passive-close", "can_close", HOLDS),
        ),
        "While A waits each repeated FIN has an answer, so that B can always still get its ACK.",
    ),
    Claim(
        "S3.19",
        "2 MSL without an answer prove that the server has closed.",
        "等待 2MSL 后依然没有收到回复,则证明 Server 端已正常关闭。",
        ("silence",),
        (
            states("passive-close", "quiet_proves", VIOLATED),
            states("passive-close", "silence_proves", VIOLATED),
            denies("time-wait-silence", "silence", POSSIBLE),
            beside("time-wait-silence", "late_fin", VIOLATED),
            beside("silence-without-loss", "silence_proves", HOLDS),
            beside("time-wait-repeated", "b_is_done_too", HOLDS),
            beside("last-ack-known", "not_in_time_wait", HOLDS),
            beside("last-ack-told", "told", POSSIBLE),
            beside("last-ack-untold", "told", IMPOSSIBLE),
        ),
        "Silence proves nothing: nothing may be in flight, A's 2 MSL over, and B still in LAST-ACK; in TIME-WAIT A "
        "never knows that B is closed, unless a late FIN of its own comes to B, whose reset says so, and says no more "
        "than that B has no connection where B's user may give up.",
    ),
    Claim(
        "S3.20",
        "In TIME-WAIT a lost last ACK is sent again.",
        "在 TIME_WAIT 状态中,如果最后一次发送的 ACK 丢失了,它将重新发送。",
        ("fin-again",),
        (
            states("time-wait-on", "b_can_close", HOLDS),
            without("no-fin-timer", "can_close", VIOLATED),
            beside("time-wait-silent", "b_can_close", VIOLATED),
        ),
        "An ACK has no timer of its own: it is sent again exactly when the FIN comes again.",
        assumption="the server repeats its FIN, and A is still in TIME-WAIT when it comes",
    ),
    Claim(
        "S3.21",
        "TIME-WAIT lasts 30 seconds, 1 minute or 2 minutes; then the port is free.",
        "典型的值为 30 秒、1 分钟和 2 分钟;等待之后所有的资源(包括端口号)都被释放。",
        ("two-msl", "free-port"),
        (
            states("passive-close", "can_close", HOLDS),
            beside("time-wait", "late_fin", HOLDS, MSL=1, W=2, ARRIVALS_FIRST=1),
            beside("time-wait", "late_fin", VIOLATED, MSL=2, W=2, ARRIVALS_FIRST=1),
        ),
        "After the wait nothing is left of the connection.  How long it lasts is the system's choice: it is 2 MSL "
        "where the MSL is half of it; with the 2 minutes of RFC 9293 (3.4.2) a wait of 2 minutes lets a FIN come too "
        "late.",
    ),
    Claim(
        "S3.22",
        "The client enters FIN-WAIT after the server's ACK, and waits for its FIN.",
        "(Server 端发送 ACK 之后)Client 端就进入 FIN_WAIT 状态,继续等待 Server 端的 FIN 报文。",
        ("fin-and-ack",),
        (
            states("kernel-first", "fin_wait_after_ack", VIOLATED),
            beside("fin-wait-late", "fin_wait_after_ack", HOLDS),
        ),
        "It is in FIN-WAIT-1 from its own FIN on; the ACK takes it to FIN-WAIT-2, where it waits for the other's FIN.",
    ),
)
