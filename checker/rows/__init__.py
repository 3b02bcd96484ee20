"""Rows to decision trees, and the reading rule itself: what one end does with one event."""
