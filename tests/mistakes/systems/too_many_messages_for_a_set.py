"""More messages than a set can have a bit for."""

from checker.verdicts.exploring import explore


class WIDE(Message):
    """A message with two numbers."""

    SEQ = Number(Theirs)
    TWICE = Number(Theirs)


class Numbers(Variables):
    """Two numbers."""

    ONE = SeqVar(Ours)
    TWO = SeqVar(Ours)


class Counting(Machine):
    """Counts through all pairs of numbers."""

    start, final = Where.IDLE, (Where.IDLE,)

    one = row(at=Where.IDLE, on=call("one"), do=[Numbers.ONE.set_to(Numbers.ONE + 1)])
    two = row(at=Where.IDLE, on=call("two"), do=[Numbers.TWO.set_to(Numbers.TWO + 1)])
    say = row(at=Where.IDLE, on=call("say"), do=[WIDE.send(SEQ=Numbers.ONE, TWICE=Numbers.TWO)])


explore(System(Counting, Counting, LOSSY, modulus=64))
