"""Explorations under way: progress, processes, checkpoints."""
