# type: ignore  # wrong on purpose
"""Of what?"""

from spec.notation import Model

nothing = Model()
