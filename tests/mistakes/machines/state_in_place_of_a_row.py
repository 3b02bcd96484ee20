"""A state where the row that leads there is meant."""


class Deaf(Opener):
    hear = IDLE
