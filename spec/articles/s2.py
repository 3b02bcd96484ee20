"""S2, "Go语言 之TCP三次握手": what it says, and what becomes of it."""

from __future__ import annotations

from spec.articles.article import CLOSING, EXCHANGE, OPENING
from spec.articles.claim import HOLDS, IMPOSSIBLE, POSSIBLE, VIOLATED, Claim, beside, denies, states

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "S2.1",
        "Three packets confirm the connection, as in: do you hear me? yes, do you hear me? yes.",
        "总共发送 3 个包以确认连接的建立,好比两个人在打电话。",
        ("knowledge", "abilities"),
        (
            states("three-way", "cost", POSSIBLE, messages=3),
            states("who-is-able", "second", HOLDS),
            states("who-is-able", "third", HOLDS),
            beside("who-knows", "both_ready", HOLDS),
            beside("who-knows", "b_knows_that", HOLDS),
            beside("who-knows-old-syn", "both_ready", VIOLATED),
            beside("who-knows-old-syn", "known_when_open", HOLDS),
        ),
        "Three segments acknowledge both SYNs, and with the third each end knows that both can hear and be heard; that "
        "the other is ready both know after two, unless an old SYN may be about: then B knows it with the third.",
    ),
    Claim(
        "S2.2",
        "Number 1000 is a temporary address; each octet adds 1; so the receiver can order and notice loss.",
        "序号 1000 用作临时的地址,每发一个数据字节加 1,接收端可以排出正确顺序、发现丢包。",
        ("article-numbers", "data-before-fin"),
        (
            denies("s2-data", "exchanged", POSSIBLE, messages=6, segments=EXCHANGE),
            states("held-b", "text_held", POSSIBLE),
            beside("s2-unnumbered", "exchanged", IMPOSSIBLE),
            beside("all-moved", "nothing_lost", HOLDS),
        ),
        "A number names no place and no segment: the third and the fourth both carry 1001, as a bare ACK takes none; "
        "numbers do count octets, so that a gap is seen and what comes too early is put in order.",
    ),
    Claim(
        "S2.3",
        "SYN and FIN take one number each: after SYN 1000 the next is 1001.",
        "SYN 位和 FIN 位也要占一个序号,下次再发送应该用序号 1001。",
        ("article-numbers", "numbered"),
        (
            states("s2-data", "cost", POSSIBLE, messages=3, segments=OPENING),
            states("s2-closing", "numbered", POSSIBLE, messages=4, segments=CLOSING),
            beside("s2-unnumbered", "cost", POSSIBLE, messages=3),
            states("fin-numbered", "fin_can_be_heard", HOLDS),
            beside("fin-unnumbered", "fin_can_be_heard", VIOLATED),
            beside("syn-unnumbered", "completes", IMPOSSIBLE),
            beside("syn-unnumbered-any-ack", "was_there", VIOLATED),
            beside("syn-numbered", "was_there", HOLDS),
        ),
        "They must: a FIN without a number is taken for acknowledged by the ACK of the data before it, and no ACK "
        "of a SYN without a number says anything new.",
    ),
    Claim(
        "S2.4",
        "The maximum segment size is announced so that the peer's segments need not be fragmented.",
        "客户端声明自己的最大段尺寸,避免在 IP 层分片。",
        ("segment-size",),
        (states("mss-narrow", "within_links", HOLDS), beside("mss-unheeded", "within_links", VIOLATED)),
        "A peer that heeds what is announced sends nothing that the link of the announcer cannot take.",
    ),
    Claim(
        "S2.5",
        'SYN,ACK acknowledges 1001, "everything up to 1000 received", and announces 1024.',
        "段 2 带 SYN 位和 ACK 位,确认序号 1001(序号 1000 及其以前都已收到),声明最大尺寸 1024。",
        ("article-numbers",),
        (
            states("s2-data", "syn_answered", POSSIBLE, segments=OPENING[:2]),
            states("handshake", "answer_acks_syn", HOLDS),
            states("mss", "b_filled", POSSIBLE),
        ),
        "ACK = 1001 is the next number expected: everything below it has come.",
    ),
    Claim(
        "S2.6",
        "The third segment acknowledges 8001.",
        "段 3 的确认序号是 8001。",
        ("article-numbers",),
        (
            states("s2-data", "cost", POSSIBLE, messages=3, segments=OPENING),
            beside("s2-unnumbered", "cost", POSSIBLE, messages=3),
        ),
        "The third segment is <SEQ=1001><ACK=8001><CTL=ACK>.",
    ),
    Claim(
        "S2.7",
        "Each side asked and answered; the server's question and answer share a segment.",
        "双方分别发了连接请求,也应答了对方的请求,其中服务器的请求和应答在一个段中发出。",
        ("price",),
        (
            states("three-way", "cost", POSSIBLE, messages=3),
            states("handshake", "numbers_known", HOLDS),
        ),
        "Three segments carry two SYNs and their two acknowledgements.",
    ),
    Claim(
        "S2.8",
        "The two sides negotiate their initial numbers and the segment size.",
        "双方协商了一些信息,例如发送序号的初始值、最大段尺寸等。",
        ("segment-size",),
        (
            states("mss", "common_minimum", VIOLATED),
            beside("mss-equal", "common_minimum", HOLDS),
            beside("mss", "within_announced", HOLDS),
            beside("mss-absent", "within_default", HOLDS),
            beside("mss-absent-unheeded", "within_default", VIOLATED),
        ),
        "Neither of these is negotiated: each end announces one segment size for the other way (536 octets where it "
        "announces none), and chooses its own initial number.  Window scale and SACK are: they take both ends.",
    ),
    Claim(
        "S2.9",
        "20 octets from 1001; acknowledged by 1021 with 10 octets from 8001; acknowledged by 8011.",
        "从 1001 开始的 20 个字节,确认序号 1021 并带 8001 开始的 10 个字节,再确认 8011。",
        ("article-numbers",),
        (
            states("s2-data", "exchanged", POSSIBLE, messages=6, segments=EXCHANGE),
            beside("s2-unnumbered", "exchanged", IMPOSSIBLE),
            beside("s2-closing", "numbered", POSSIBLE, messages=4),
        ),
        "These six segments, to the number; the close goes on with 1021, 1022, 8011 and 8012.",
    ),
    Claim(
        "S2.10",
        "Data stays in the send buffer until its ACK has come.",
        "数据暂存在发送缓冲区中,只有收到对方应答的 ACK 段才可以释放。",
        ("send-buffer",),
        (
            states("text", "numbers_in_order", HOLDS),
            beside("octets-of-a", "numbers_in_order", HOLDS),
            beside("frees-when-sent", "numbers_in_order", VIOLATED),
            beside("all-moved", "not_all_read", POSSIBLE),
        ),
        "SND.UNA =< RCV.NXT of the peer =< SND.NXT: what is freed, the peer's TCP has; its application need not.",
    ),
    Claim(
        "S2.11",
        "Data lost, or its ACK lost: after a timeout TCP sends it again by itself.",
        "丢失了数据包或者丢失了 ACK 段,经过等待超时后 TCP 自动重发。",
        ("data-arrives", "lost-alike"),
        (
            states("text-repeated", "text_can_be_acked", HOLDS),
            beside("text-not-repeated", "text_can_be_acked", VIOLATED),
            beside("text-is-live-bag", "text_acked", HOLDS),
            beside("text-is-live", "text_unaided", VIOLATED),
            beside("text-is-live", "text_acked", VIOLATED),
            beside("lost-alike", "alike", HOLDS),
            beside("lost-alike", "has_not", POSSIBLE),
        ),
        "The timer repeats data until it is acknowledged; which of the two was lost the sender cannot know.  It is "
        "acknowledged at last if each kind of segment that is sent again and again arrives, and a network that repeats "
        "one segment for ever may pass even that off as delivery.",
    ),
)
