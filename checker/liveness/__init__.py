"""Liveness properties under fairness: strong components, lassos, and the verdict."""
