"""The command ``handwave``: one module a verb, and one for each job that several verbs share."""
