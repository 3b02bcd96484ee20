"""A property names a sequence number that the system does not have."""

far = Sometimes("far", A[TCB.ISS] == 5000)
Model(system, {"far": far})
