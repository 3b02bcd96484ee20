"""A property without the brackets of a list."""

from checker import explore

explore(System(Opener, Opener, LOSSY), Sometimes("A is open", A.is_in(OPEN)))
