"""A system as a Promela text, for the model checker Spin (Holzmann, The Spin Model Checker, 2003).

One process, whose every step is one transition of ours: the states that Spin stores are the configurations that a
search here reaches, one for one.  Rows are printed as they stand, in reading order and with their effects in sequence,
so that the text owes nothing to the decision trees of the other engines.
"""
