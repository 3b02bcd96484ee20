"""A function is no row."""


class Deaf(Opener):
    def hear(self):
        return IDLE
