"""Two generals: N messages in turn between two ends that must act together or not at all."""
