"""One transition of a packed configuration: the bits that it toggles, the messages that it sends, and its name."""

from __future__ import annotations

from dataclasses import dataclass

from checker.results import Action


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that may happen at an end, or (a tick) at both: the bits it toggles, the keys it sends, its name."""

    toggles: int
    sent: tuple[int, ...]
    action: Action
    event: int
    """The call's or timer's place among the end's events; -1 where a message or a tick is the event."""
    key: int
    """The message; -1 where there is none."""
    fired: int
    cut: str = ""
    peer_sent: tuple[int, ...] = ()
    """What travels to this end: what B sent in a tick (of which A is the end), or what an attacker forged."""
    peer_fired: int = 0

    @property
    def cost(self) -> int:
        """How many messages the ends sent."""
        return len(self.sent) + (len(self.peer_sent) if self.action == "tick" else 0)
