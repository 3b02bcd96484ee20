"""Which pairs of local states can be reached, from above and from below, and what that decides.

From above: for each pair one set, the union of all messages that can be in flight there.  From below: a search that
loses nothing.  Neither meets the states one by one.
"""
