"""Proofs without bounds: lemmas and induction, by Z3."""
