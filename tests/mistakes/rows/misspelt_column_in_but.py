"""The same in an override."""


class Lazy(Opener):
    """Opens without saying so."""

    open = Opener.open.but(too=IDLE)
