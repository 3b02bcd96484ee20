"""Invariants of 32-bit systems, proved by induction with Z3 (de Moura and Bjørner 2008)."""
