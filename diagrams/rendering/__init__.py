"""Sheets of DOT text drawn: style, letters, paper, renderers, and the formats that Graphviz lacks."""
