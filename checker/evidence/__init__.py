"""What stands behind a verdict: mutants that break it, bounds raised, parameters swept."""
