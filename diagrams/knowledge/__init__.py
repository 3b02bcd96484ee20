"""Who knows what: tables of knowledge, and the runs that show why something is not known."""
