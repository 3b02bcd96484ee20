# type: ignore  # wrong on purpose
"""Everything is lost."""

from spec.notation import Channel, Hop, Store

LINE = Channel("a hole", Store.SET, (Hop.LOSE,))
