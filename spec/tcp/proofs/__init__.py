"""Proofs about TCP: invariants for induction, and the arithmetic of sequence numbers."""
