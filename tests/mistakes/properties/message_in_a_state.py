"""No message arrives in a state."""

heard = Sometimes("A hears its own number", A[SEG.ACK == TCB.ISS])
