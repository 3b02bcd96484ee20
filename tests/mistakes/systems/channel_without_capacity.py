# type: ignore  # wrong on purpose
"""How many fit into it?"""

from spec.notation import Channel, Store

LINE = Channel("a line", Store.FIFO)
