"""What is known may become false again."""

knows = Sometimes("B knows that A is open", Knows(B, A.is_in(IDLE)))

Model(system, {"knows": knows})
