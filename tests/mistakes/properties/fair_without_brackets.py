"""One fairness, without brackets."""

asked = Eventually("it opens", A.is_in(OPEN), weak(A.does(call("open"))))
