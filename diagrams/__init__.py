"""Pictures: the machine, the reachable graph, the sequence chart and the ladder of a run."""
