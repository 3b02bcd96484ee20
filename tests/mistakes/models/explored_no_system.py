"""A machine where a system of two is meant."""

from checker.verdicts.exploring import explore

explore(Opener)
