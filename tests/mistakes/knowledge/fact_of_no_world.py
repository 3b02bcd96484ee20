"""No world says it."""

rain = Sometimes("A knows that it rains", Knows(A, fact("rain")))

Model(system, {"rain": rain})
