"""No world says it, and it is explored at once."""

from checker.verdicts.exploring import explore

explore(system, [Sometimes("it rains", fact("rain"))])
