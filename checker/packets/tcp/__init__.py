"""TCP's rules for the judge: what the header's numbers mean, and where an end may stand when a capture begins."""
