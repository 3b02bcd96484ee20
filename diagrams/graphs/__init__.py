"""The reachable graph as a picture: raw, grouped, or around a run."""
