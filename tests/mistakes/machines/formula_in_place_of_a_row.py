"""A guard where the row is meant."""


class Deaf(Opener):
    hear = TCB.PASSIVE
