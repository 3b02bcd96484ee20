"""A variable, and nobody said whose."""

from spec.generals.protocol import proposed
from spec.notation import B, Knows, Sometimes

knows = Sometimes("B knows", Knows(B, proposed))
