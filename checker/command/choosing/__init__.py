"""From what was typed to what is meant: a model, a proof, a picture, a person's own file."""
