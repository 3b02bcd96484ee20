"""Segments of earlier connections, in flight when a new one opens."""

from __future__ import annotations

from spec.tcp.variables import ACK, SYN, segment

OLD_SYN = segment("B", SEQ=90, CTL=SYN)
"""RFC 9293 figure 8: a SYN from an earlier connection."""
OLD_ACK = segment("B", SEQ=91, ACK=301, CTL=ACK)
"""The third segment of that earlier connection, in which B had chosen 300."""
FAR_OLD_SYN = segment("B", SEQ=50, CTL=SYN)
"""An old SYN whose number is too far from the new one for a window of 16."""
