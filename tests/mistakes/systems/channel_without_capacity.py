"""How many fit into it?"""

LINE = Channel("a line", Store.FIFO)
