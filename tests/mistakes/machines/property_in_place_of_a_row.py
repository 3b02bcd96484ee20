"""A property of the class is no row."""


class Deaf(Opener):
    @property
    def hear(self):
        return IDLE
