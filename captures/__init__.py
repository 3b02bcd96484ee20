"""Real packets in: the TCP connections of a capture file, as plain data that a ladder can be printed from."""

from captures.conversations import Conversation, Segment
from captures.errors import CaptureError
from captures.options import Options
from captures.reader import Capture, read

__all__ = ["Capture", "CaptureError", "Conversation", "Options", "Segment", "read"]
