"""Real packets in: the TCP connections of a capture file, as plain data that a ladder can be printed from."""

from checker.packets.reading.conversations import Conversation
from checker.packets.reading.errors import CaptureError
from checker.packets.reading.options import Options
from checker.packets.reading.reader import Capture, read
from checker.packets.reading.segment import Segment

__all__ = ["Capture", "CaptureError", "Conversation", "Options", "Segment", "read"]
