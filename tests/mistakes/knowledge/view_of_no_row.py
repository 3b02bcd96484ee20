"""A looks at a variable that no row sets."""

from checker.verdicts.exploring import explore


class More(Variables):
    """What nobody sets."""

    TRIES = Counter(3)


explore(system, [Sometimes("A knows it", Knows(A, B[TCB.SENT], view=(A[More.TRIES],)))])
