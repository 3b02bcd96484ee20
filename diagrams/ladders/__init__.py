"""Runs and captures as text that reads like RFC 9293, figures 6 to 13."""
