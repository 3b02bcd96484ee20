"""SYN cookies: a server that keeps nothing of a connection until its third message, and what that costs."""
