"""The lemma that joins a search with small numbers to all 2^32: every comparison is answered alike by both."""
