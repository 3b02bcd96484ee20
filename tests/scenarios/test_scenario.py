"""What is said about a scenario that is not understood, or that the machines cannot follow."""

from pathlib import Path

import pytest

from checker.results.runs import Trace
from checker.scenarios import NotFollowed, ScenarioError, follow, parse, parse_text
from spec.tcp.actors import CAST

FIGURE = """\
A: Tcp, isn 100
B: Tcp, isn 300

1.  CLOSED                                               LISTEN
2.  SYN-SENT    --> <SEQ=100><CTL=SYN>               --> SYN-RECEIVED
3.  ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK>  <-- SYN-RECEIVED
4.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>      --> ESTABLISHED
"""
STATES = (
    "CLOSED, LISTEN, SYN-SENT, SYN-RECEIVED, ESTABLISHED, FIN-WAIT-1, FIN-WAIT-2, CLOSE-WAIT, CLOSING, LAST-ACK, "
    "TIME-WAIT"
)
EVENTS = (
    "passive OPEN, active OPEN, SEND, RECEIVE, CLOSE, close(), ABORT, crash, transmission, delayed ACK, "
    "persist timeout, user timeout, retransmission timeout, 2 MSL timeout"
)
NOT_UNDERSTOOD = [
    ("A: Tcp, isn 100\n", "", "3: expected a line before this one that says what A is: 'A: Tcp, isn 100'"),
    ("B: Tcp", "C: Tcp", "2: there is no actor C: a scenario has two, A and B"),
    ("B: Tcp", "titel: x\nB: Tcp", "2: the head has no 'titel:' (did you mean title?): it has title:, A:, B:, "),
    ("A: Tcp", "A: Tpc", "1: there is no machine 'Tpc' (did you mean Tcp?): name one of the "),
    ("isn 300", "isn", "2: expected a number behind 'isn', such as isn 300"),
    ("isn 300", "isn 300, OCTET 9", "2: Tcp has no 'OCTET' (did you mean OCTETS?): it has ARRIVALS_FIRST, BUFFER, "),
    ("isn 300", "isn 300, DATA 9", "2: DATA holds at both ends: write it in a line 'params: DATA ...'"),
    (
        "B: Tcp",
        "params: BUFFER 1000\nB: Tcp",
        "3: B starts with RCV.WND 1000, which is more than 64: 'params: WINDOWS 1000' in the head allows it",
    ),
    ("B: Tcp", "params: OCTET 9\nB: Tcp", "2: there is no parameter OCTET (did you mean OCTETS?): there are ARRIVALS_"),
    (
        "isn 300",
        "starts at ESTABLISHED",
        "2: B starts at ESTABLISHED: say with which SND.NXT and RCV.NXT, "
        "as in 'starts at ESTABLISHED with SND.NXT 300'",
    ),
    ("B: Tcp", "in flight: <SEQ=90>\nB: Tcp", "2: expected segments in flight, such as <SEQ=90><CTL=SYN> to B, not "),
    ("B: Tcp", "in flight: <SEQ=90> to C\nB: Tcp", "2: there is no actor C: a scenario has two, A and B"),
    ("SYN-SENT", "SYNSENT", f"5: expected a state (did you mean SYN-SENT?): 'SYNSENT' is none of {STATES}"),
    ("<SEQ=100>", "<SQE=1>", "5: a segment has no <SQE> (did you mean SEQ?): its fields are SEQ, ACK, CTL, DATA, WND"),
    ("<CTL=SYN>", "<CTL=SNY>", "5: <CTL> has no bit SNY (did you mean SYN?): it has SYN, RST, FIN, ACK"),
    ("<SEQ=100>", "<SEQ=4294967296>", "5: expected a number below 4294967296, not 4294967296"),
    ("<SEQ=100>", "<SEQ=Z>", "5: expected a number, not 'Z': 'where: Z = 300' in the head makes it one"),
    ("<SEQ=100>", "<SEQ>", "5: expected a number in <SEQ>, such as <SEQ=300>"),
    ("<SEQ=100>", "<SEQ=100><SEQ=100>", "5: a field stands twice in <SEQ=100><SEQ=100><CTL=SYN>"),
    (
        "<SEQ=100>",
        "<SEQ=100><DATA=100>",
        "5: no such segment: <DATA=100> is more than 64: a line 'params: DATA 100' in the head allows it",
    ),
    ("<ACK=101>", "", "6: no such segment: <SEQ=300><CTL=SYN,ACK> has the bit ACK and no <ACK=...>"),
    (
        "<CTL=SYN,ACK>",
        "<CTL=SYN>",
        "6: no such segment: <SEQ=300><ACK=101><CTL=SYN> has an <ACK=...>, and its CTL lacks ACK",
    ),
    ("--> SYN-RECEIVED", "SYN-RECEIVED", "5: expected -->, <--, ... or XXX behind <SEQ=100><CTL=SYN>"),
    ("--> SYN-RECEIVED", "<-- SYN-RECEIVED", "5: --> and <-- do not go together: no segment moves so"),
    ("--> SYN-RECEIVED", "--> SYN RECEIVED", "5: expected one state for B, not 'SYN RECEIVED'"),
    ("--> SYN-RECEIVED", "--> LISTEN (C: CLOSE)", "5: there is no actor C: a scenario has two, A and B"),
    (
        "--> SYN-RECEIVED",
        "--> SYN-RECEIVED (A: activ OPEN)",
        f"5: A knows no 'activ OPEN' (did you mean active open or passive open?): its calls and timers are {EVENTS}",
    ),
    ("CLOSED ", "(Clsoe) ", "4: A knows no 'Clsoe' (did you mean close or close()?): its calls and timers are "),
    (
        "CLOSED  ",
        "A and B are closed",
        "4: expected a state for A and one for B, a segment between arrows, A: EVENT, or how things stand "
        "('A has SND.UNA 101', 'A cannot CLOSE', 'nothing is in flight'), not 'A and B are closed ",
    ),
    (
        "4.  EST",
        "A has SND.UAN 1\n4.  EST",
        "7: Tcp has no 'SND.UAN' (did you mean SND.UNA or ",
    ),
    (
        "4.  EST",
        "A has\n4.  EST",
        "7: expected what it has or cannot do, such as 'A has SND.UNA 101' or ",
    ),
    ("4.  EST", "A has RCV.NXT\n4.  EST", "7: expected a name and a number, such as SND.UNA 101, not 'RCV.NXT'"),
    ("4.  EST", "A cannot fly\n4.  EST", f"7: A knows no 'fly': its calls and timers are {EVENTS}"),
    ("4.  EST", "C has ISS 1\n4.  EST", "7: there is no actor C: a scenario has two, A and B"),
    ("4.  EST", "<SEQ=1> is in flight to C\n4.  EST", "7: there is no actor C: a scenario has two, A and B"),
    ("CLOSED  ", "CLOSED -->", "4: expected a segment, such as <SEQ=100><CTL=SYN>, between the arrows"),
]
NOT_FOLLOWED = [
    (
        "ACK=101",
        "ACK=102",
        "6: B, in SYN-RECEIVED, cannot send <SEQ=300><ACK=102><CTL=SYN,ACK>; "
        "it has sent <SEQ=300><ACK=101><CTL=SYN,ACK> (row listen_syn, 3.10.7.2 third); "
        "it could send <SEQ=301><ACK=101><CTL=FIN,ACK> by CLOSE (rows close_open, 3.10.4; fin_at_once, 3.10.4) "
        "or close() (rows close_both, 3.6.1; 3.10.4; fin_of_both, 3.10.4); <SEQ=301><CTL=RST> by ABORT "
        "(row abort, 3.10.5); <SEQ=300><ACK=101><CTL=SYN,ACK> by retransmission timeout (row syn_ack_timeout, 3.10.8)",
    ),
    (
        "ESTABLISHED <--",
        "SYN-SENT    <--",
        "6: A is ESTABLISHED, not SYN-SENT, after <SEQ=300><ACK=101><CTL=SYN,ACK> "
        "(row syn_sent_syn_ack, 3.10.7.3 fourth) and A sent <SEQ=101><ACK=301><CTL=ACK>",
    ),
    (
        "<SEQ=300>",
        "<SEQ=301>",
        "6: B, in SYN-RECEIVED, cannot send <SEQ=301><ACK=101><CTL=SYN,ACK>; it has sent ",
    ),
    (
        "--> <SEQ=100>",
        "... <SEQ=100>",
        "5: no <SEQ=100><CTL=SYN> is in flight to B; nothing is in flight to B; an old one is marked (duplicate)",
    ),
    (
        "--> SYN-RECEIVED",
        "... LISTEN",
        "6: B, in LISTEN, cannot send <SEQ=300><ACK=101><CTL=SYN,ACK>; it could send <SEQ=300><CTL=SYN> by active OPEN "
        "(row listen_active_open, 3.10.1) or SEND (row listen_send, 3.10.2)",
    ),
    (
        "1.  CLOSED ",
        "1.  LISTEN ",
        "5: A can send <SEQ=100><CTL=SYN> by active OPEN or SEND: say which, as in (A: active OPEN)",
    ),
    (
        "4.  ",
        "4.  (2 MSL) ",
        "7: 2 MSL timeout does nothing at A in ESTABLISHED; "
        "what can happen there: SEND, CLOSE, close(), ABORT, user timeout",
    ),
    (
        "4.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK> ",
        "4.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA=9>",
        "7: A, in ESTABLISHED, cannot send <SEQ=101><ACK=301><CTL=ACK><DATA=9>; "
        "it has sent <SEQ=101><ACK=301><CTL=ACK> (row syn_sent_syn_ack, 3.10.7.3 fourth); "
        "it could send <SEQ=101><ACK=301><CTL=FIN,ACK> by CLOSE ",
    ),
    (
        "B: Tcp, isn 300",
        "B: Tcp, isn 300, starts at ESTABLISHED with SND.NXT 300 and RCV.NXT 100",
        "4: B is ESTABLISHED, not LISTEN: nothing has happened there yet",
    ),
    (
        "4.  EST",
        "B has ISS 300, SND.UNA 301\n4.  EST",
        "7: B has SND.UNA 300, not 301, after <SEQ=100><CTL=SYN> (row listen_syn, 3.10.7.2 third) "
        "and B sent <SEQ=300><ACK=101><CTL=SYN,ACK>",
    ),
    (
        "4.  EST",
        "A cannot SEND\n4.  EST",
        "7: A can SEND in ESTABLISHED, and the line says that it cannot; what can happen there: "
        "SEND, CLOSE, close(), ABORT, user timeout",
    ),
    ("4.  EST", "nothing is in flight to B\n4.  EST", "7: in flight to B: <SEQ=101><ACK=301><CTL=ACK>"),
    (
        "4.  EST",
        "<SEQ=101><ACK=302><CTL=ACK> is in flight to B\n4.  EST",
        "7: no <SEQ=101><ACK=302><CTL=ACK> is in flight to B; in flight to B: <SEQ=101><ACK=301><CTL=ACK>",
    ),
    (
        "4.  ESTABLISHED",
        "B: ABORT\n    B: passive OPEN\n    (user timeout)\n    SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED\n4.",
        "10: A, in CLOSED, cannot send <SEQ=100><CTL=SYN>; ",
    ),
]


def said(text: str) -> ScenarioError:
    """The error of a scenario."""
    with pytest.raises(ScenarioError) as caught:
        follow(parse_text(text, "/home/me/mine.txt"), CAST)
    assert "\n" not in str(caught.value)
    return caught.value


def followed(text: str) -> Trace:
    """The run of a scenario."""
    return follow(parse_text(text), CAST)


@pytest.mark.parametrize(("old", "new", "sentence"), NOT_UNDERSTOOD, ids=[one[2] for one in NOT_UNDERSTOOD])
def test_what_is_not_understood_is_one_sentence_with_file_and_line(old: str, new: str, sentence: str) -> None:
    assert old in FIGURE
    error = said(FIGURE.replace(old, new, 1))
    assert str(error).startswith(f"mine.txt:{sentence}")
    assert not isinstance(error, NotFollowed)


@pytest.mark.parametrize(("old", "new", "sentence"), NOT_FOLLOWED, ids=[one[2][:40] for one in NOT_FOLLOWED])
def test_the_first_line_that_cannot_be_followed_says_what_could_have_happened(
    old: str, new: str, sentence: str
) -> None:
    assert old in FIGURE
    error = said(FIGURE.replace(old, new, 1))
    assert str(error).startswith(f"mine.txt:{sentence}")
    assert isinstance(error, NotFollowed)


def test_the_run_up_to_the_line_that_cannot_be_followed_is_kept() -> None:
    error = said(FIGURE.replace("ACK=101", "ACK=102"))
    assert isinstance(error, NotFollowed)
    assert [step.event or step.action for step in error.run.steps] == ["active OPEN", "deliver"]


def test_an_end_that_chooses_more_numbers_than_the_head_gives_is_said_so() -> None:
    error = said(FIGURE + "A: ABORT\nA: active OPEN\n")
    assert str(error) == (
        "mine.txt:9: this needs more than the head gives: A chose all of its numbers (fresh, in order: 100)"
    )


def test_an_empty_text_a_head_alone_and_a_file_that_is_not_there_are_said_so(tmp_path: Path) -> None:
    assert str(said("")) == "mine.txt:1: expected a line before this one that says what A is: 'A: Tcp, isn 100'"
    assert str(said("A: Tcp\nB: Tcp\n")).startswith("mine.txt:1: expected lines below the head, such as ")
    with pytest.raises(ScenarioError, match=r"nothing\.txt cannot be read \(no such file or directory\)"):
        parse(tmp_path / "nothing.txt")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(ScenarioError, match=r"bytes\.txt is not a text in UTF-8"):
        parse(tmp_path / "bytes.txt")


def test_a_number_may_have_a_name_in_any_script() -> None:
    named = FIGURE.replace("isn 100", "isn 握手").replace("SEQ=100", "SEQ=握手").replace("ACK=101", "ACK=握手+1")
    assert followed(f"where: 握手 = 100\n{named}").steps == followed(FIGURE).steps


def test_the_mark_that_an_editor_sets_before_a_text_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "notepad.txt").write_bytes(b"\xef\xbb\xbf" + FIGURE.replace("\n", "\r\n").encode())
    assert len(parse(tmp_path / "notepad.txt").lines) == len(parse_text(FIGURE).lines)


def test_comments_rules_and_captions_of_a_figure_say_nothing() -> None:
    plain = followed(FIGURE)
    text = FIGURE.replace("SYN-RECEIVED\n3", "SYN-RECEIVED  (!!)\n\n- - - -\n\n   (as always)\n3")
    with_more = followed(f"{text}\n  Figure 6: Basic # and so on\n")
    assert with_more.steps == plain.steps
    assert with_more.title == "Figure 6: Basic"


def test_a_data_segment_without_a_length_is_any_number_of_octets() -> None:
    text = FIGURE.replace("isn 100", "isn 100, OCTETS 7")
    run = followed(text + "5. ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> --> ESTABLISHED\n")
    assert run.steps[-1].packet is not None
    assert run.steps[-1].packet.text == "<SEQ=101><ACK=301><CTL=ACK><DATA=7>"


def test_an_event_that_is_written_is_not_guessed() -> None:
    close = FIGURE + "5. FIN-WAIT-1 --> <SEQ=101><ACK=301><CTL=FIN,ACK> --> CLOSE-WAIT (A: {})\n"
    assert followed(close.format("CLOSE")).steps[-2].event == "CLOSE"
    assert followed(close.format("close()")).steps[-2].event == "close()"


def test_an_old_duplicate_is_in_flight_from_the_start_and_a_copy_is_not() -> None:
    old = followed(FIGURE.replace("2.  ", "    (duplicate) ... <SEQ=90><CTL=RST> --> LISTEN\n2.  "))
    assert [packet.text for packet in old.start.in_flight] == ["<SEQ=90><CTL=RST>"]
    copied = FIGURE.replace("SYN-RECEIVED\n3", "SYN-RECEIVED (a copy stays)\n3")
    copy = followed(copied + "5.  (duplicate) ... <SEQ=100><CTL=SYN> --> ESTABLISHED\n")
    assert copy.start.in_flight == ()
    assert copy.steps[-1].after.in_flight[0].text == "<SEQ=301><ACK=101><CTL=ACK>"
