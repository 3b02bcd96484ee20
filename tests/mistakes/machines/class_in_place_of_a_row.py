"""A class is no row."""


class Deaf(Opener):
    class hear:
        to = IDLE
