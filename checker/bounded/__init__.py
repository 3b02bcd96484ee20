"""Bounded model checking: is there a run of so many steps?  A solver is asked, no state is listed."""
