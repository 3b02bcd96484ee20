"""What one end's rows make true by themselves, whatever arrives: constrained Horn clauses, which Z3's Spacer solves."""
