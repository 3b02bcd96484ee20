"""Why a protocol is as it is, and why a property is violated: the answer, with all that it rests on."""
