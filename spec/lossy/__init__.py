"""A small handshake over a network that loses, repeats and reorders: the yardstick of the engines."""
