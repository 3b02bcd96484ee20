"""Breadth-first search over packed configurations, its limits, and what is asked of what it met."""
