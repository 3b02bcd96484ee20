"""The checker: explore a declared system, and have a verdict for each of its properties."""

from checker.explore import Exploration, explore
from checker.results import Answer, Trace, Verdict

__all__ = ["Answer", "Exploration", "Trace", "Verdict", "explore"]
