"""What several rows of the table do, by name."""

from __future__ import annotations

from spec.notation import (
    FALSE,
    TRUE,
    Effect,
)
from spec.tcp.variables import (
    ACK,
    BUFFER,
    FIN,
    IRS,
    ISS,
    PASSIVE,
    RCV,
    SEG,
    SND,
    SYN,
    TCB,
    TIME_WAIT_TICKS,
    alien_ack,
    alien_rst,
    alien_text,
    incarnation,
    opened,
    send,
)

forget: tuple[Effect, ...] = (
    ISS.set_to(0),
    IRS.set_to(0),
    SND.UNA.set_to(0),
    SND.NXT.set_to(0),
    SND.WND.set_to(0),
    SND.QUEUE.set_to(0),
    SND.CLOSING.set_to(FALSE),
    SND.FIN.set_to(FALSE),
    RCV.NXT.set_to(0),
    RCV.OWED.set_to(FALSE),
    RCV.HOLE.set_to(0),
    RCV.HELD.set_to(0),
    RCV.HELD_FIN.set_to(FALSE),
    RCV.DEAF.set_to(FALSE),
    TCB.CLOCK.set_to(0),
)
"""Back to LISTEN: everything about the peer is forgotten."""
delete_tcb: tuple[Effect, ...] = (*forget, RCV.WND.set_to(0), PASSIVE.set_to(FALSE))
"""To CLOSED: the transmission control block is deleted (3.10)."""
start_clock: tuple[Effect, ...] = (TCB.CLOCK.set_to(TIME_WAIT_TICKS),)
"""The 2 MSL timeout begins."""
take_incarnation: tuple[Effect, ...] = (incarnation.set_to(SEG.INCARNATION),)
"""The end belongs to the incarnation of the segment: for properties alone, no rule reads it."""
alien = incarnation != SEG.INCARNATION
"""The segment belongs to another incarnation."""
take_text: tuple[Effect, ...] = (alien_text.set_to(alien_text | alien),)
"""It is remembered whether data of another incarnation was taken."""
take_ack: tuple[Effect, ...] = (alien_ack.set_to(alien_ack | alien),)
"""It is remembered whether an ACK of another incarnation was taken."""
take_rst: tuple[Effect, ...] = (alien_rst.set_to(alien_rst | alien),)
"""It is remembered whether a reset of another incarnation was taken."""
send_syn: tuple[Effect, ...] = (
    incarnation.set_to(incarnation + 1),
    ISS.choose(),
    opened.remember(ISS),
    RCV.WND.set_to(BUFFER),
    send(SEQ=ISS, CTL=SYN),
    SND.UNA.set_to(ISS),
    SND.NXT.set_to(ISS + 1),
)
"""An active opening: <SEQ=ISS><CTL=SYN> leaves, with a new ISS (3.10.1)."""
send_ack: tuple[Effect, ...] = (send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=ACK),)
"""<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK> leaves."""
send_syn_ack: tuple[Effect, ...] = (send(SEQ=ISS, ACK=RCV.NXT, CTL=SYN | ACK),)
"""<SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK> leaves."""
take_fin: tuple[Effect, ...] = (
    RCV.NXT.set_to(RCV.NXT + 1),
    RCV.OWED.set_to(TRUE),
    RCV.HELD_FIN.set_to(FALSE),
)
"""The peer's FIN is taken: it has a number, and an ACK is owed (3.10.7.4, eighth)."""
take_syn: tuple[Effect, ...] = (RCV.NXT.set_to(SEG.SEQ + 1), IRS.set_to(SEG.SEQ), SND.WND.set_to(SEG.WND))
"""The peer's SYN is taken: its number is IRS, the next one RCV.NXT (3.10.7.2, 3.10.7.3)."""
send_fin: tuple[Effect, ...] = (
    send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=FIN | ACK),
    SND.NXT.set_to(SND.NXT + 1),
    SND.FIN.set_to(TRUE),
    SND.CLOSING.set_to(FALSE),
    RCV.OWED.set_to(FALSE),
)
"""<SEQ=SND.NXT><ACK=RCV.NXT><CTL=FIN,ACK> leaves, and takes a number (3.10.4)."""
