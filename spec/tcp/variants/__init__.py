"""The machines that depart from the table: other readings of RFC 9293, other designs, Linux, deliberate mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spec.notation.offering import offer

if TYPE_CHECKING:
    from spec.tcp.variants.linux import (
        Linux as Linux,
    )
    from spec.tcp.variants.mutants import (
        AcksFinWithItsOwn as AcksFinWithItsOwn,
        AcksTheThirdLate as AcksTheThirdLate,
        ClosesByItself as ClosesByItself,
        EndBeforeText as EndBeforeText,
        EndOutOfOrder as EndOutOfOrder,
        FreesWhenSent as FreesWhenSent,
        IgnoresClose as IgnoresClose,
        NeverRepeatsFin as NeverRepeatsFin,
        NeverRepeatsSynAck as NeverRepeatsSynAck,
        NeverRepeatsText as NeverRepeatsText,
        NeverWaits as NeverWaits,
        NoTimeWait as NoTimeWait,
        RestartsSilently as RestartsSilently,
        RestartsWithoutClock as RestartsWithoutClock,
        SilentTimeWait as SilentTimeWait,
        SilentWhenClosed as SilentWhenClosed,
        StopsClock as StopsClock,
        TakesAnyAck as TakesAnyAck,
    )
    from spec.tcp.variants.openings import (
        FastOpen as FastOpen,
        FourWay as FourWay,
        FourWayRelaxed as FourWayRelaxed,
        FourWaySilent as FourWaySilent,
        Memory as Memory,
        Mute as Mute,
        NoReset as NoReset,
        OneWay as OneWay,
        Relaxed as Relaxed,
        RepeatsSynAck as RepeatsSynAck,
        SendsOnSyn as SendsOnSyn,
        TwoWay as TwoWay,
        TwoWayAnswering as TwoWayAnswering,
        TwoWayRemembering as TwoWayRemembering,
    )
    from spec.tcp.variants.pacing import (
        OncePerTick as OncePerTick,
        Pace as Pace,
        RepeatsFinInTime as RepeatsFinInTime,
    )
    from spec.tcp.variants.permitted import (
        Permitted as Permitted,
    )
    from spec.tcp.variants.readings import (
        AbortsToTimeWait as AbortsToTimeWait,
        AnswersInTimeWait as AnswersInTimeWait,
        ChallengesWrongAcks as ChallengesWrongAcks,
        DeletesOnAcks as DeletesOnAcks,
        FinWaitsForRoom as FinWaitsForRoom,
        ForgetsNumbers as ForgetsNumbers,
        ReadsWhileClosing as ReadsWhileClosing,
        Reopens as Reopens,
        RestartsTimeWait as RestartsTimeWait,
        ReturnsToListen as ReturnsToListen,
        Rfc793 as Rfc793,
        Rfc1337 as Rfc1337,
        TakesNothingWhenShut as TakesNothingWhenShut,
    )
    from spec.tcp.variants.sockets import (
        SHUT_RD as SHUT_RD,
        DefersAccept as DefersAccept,
        DropsOrphans as DropsOrphans,
        HoldsPort as HoldsPort,
        Lingers0 as Lingers0,
        ReusesAddress as ReusesAddress,
        ShutsReading as ShutsReading,
    )
    from spec.tcp.variants.stamps import (
        Stamped as Stamped,
        StampsUnread as StampsUnread,
    )
    from spec.tcp.variants.unnumbered import (
        FinWithoutNumber as FinWithoutNumber,
        SynWithoutNumber as SynWithoutNumber,
        SynWithoutNumberAnyAck as SynWithoutNumberAnyAck,
    )
    from spec.tcp.variants.watched import (
        Seen as Seen,
        SendsLater as SendsLater,
        Watched as Watched,
        WatchedLater as WatchedLater,
        closed as closed,
        closed_first as closed_first,
        closed_owing as closed_owing,
        took as took,
        was_reset as was_reset,
        wrote as wrote,
    )
else:
    __getattr__, __dir__ = offer(__name__)
