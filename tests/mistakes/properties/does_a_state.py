"""A state is nothing that an end does."""

fair = weak(A.does(OPEN))
