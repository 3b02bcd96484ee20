"""A formula alone says nothing to a reader."""

asked = Sometimes(A.is_in(IDLE))
