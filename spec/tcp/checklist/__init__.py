"""What RFC 9293 asks of connection management, clause by clause, and where each is seen to."""

from __future__ import annotations

from spec.tcp.checklist import calls, closing, opening, other_states, segments, timeouts, windows
from spec.tcp.checklist.clauses import Clause

CLAUSES: tuple[Clause, ...] = (
    *opening.CLAUSES,
    *closing.CLAUSES,
    *windows.CLAUSES,
    *calls.CLAUSES,
    *segments.CLAUSES,
    *other_states.CLAUSES,
    *timeouts.CLAUSES,
)
"""Sections 3.4.2, 3.5, 3.6, 3.8.6 and 3.10, in the order of the RFC."""
