"""A formula where a Sometimes is meant."""

safe = Always("nobody is open alone", ~A.is_in(OPEN), reached=A.is_in(OPEN))
