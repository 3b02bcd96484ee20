"""From a search with some numbers to all 2^32: for which others its verdicts are the same."""
