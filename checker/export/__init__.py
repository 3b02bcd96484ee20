"""Models as texts for other model checkers."""
