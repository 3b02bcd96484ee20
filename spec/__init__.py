"""handwave: protocols, declared."""
