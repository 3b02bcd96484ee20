"""None strikes nothing out."""


class Deaf(Opener):
    hear = None
