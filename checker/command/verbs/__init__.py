"""One module a verb, named as the verb."""
