"""Of what?"""

nothing = Model()
