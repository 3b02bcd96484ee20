"""Sequence charts: one lifeline an end, time down."""
