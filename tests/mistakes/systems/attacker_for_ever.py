# type: ignore  # wrong on purpose
"""An attacker without a bound."""

from spec.notation import LOSSY, TICK, Amount, Counter, Machine, Message, State, System, Variables, arrival, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"


(IDLE,) = Where


class SEG(Message):
    """A segment; of which connection it is no rule may know."""

    LEN = Amount(1)
    OF = Amount(2, ghost=True)


class TCB(Variables):
    """What an end keeps."""

    TRIES = Counter(3)
    NOW = Counter(2, ghost=True)


class Student(Machine):
    """Sends, hears and waits."""

    start, final = IDLE, (IDLE,)

    go = row(at=IDLE, on=call("go"), do=[SEG.send(OF=TCB.NOW), TCB.NOW.set_to(1)])
    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.NOW.set_to(SEG.OF)])
    wait = row(at=IDLE, on=TICK, when=TCB.TRIES < 1, do=[TCB.TRIES.set_to(1)])


system = System(Student, Student, LOSSY.attacked((SEG.flying("B"),), times=1000))
