"""Knowledge over the reachable points: who can conclude what from what he has seen."""
