"""A run played against the kernel of this machine: one end is the kernel's TCP, the other is written into a TUN."""

from checker.packets.live.namespace import CannotPlay, missing
from checker.packets.live.playing import Played, Round, played
from checker.packets.live.table_end import TableEnd

__all__ = ["CannotPlay", "Played", "Round", "TableEnd", "missing", "played"]
