"""What it says comes first."""

asked = Always(A.is_in(IDLE), "A stays IDLE", Sometimes("A is IDLE", A.is_in(IDLE)))
