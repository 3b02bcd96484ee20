"""A variable, and nobody said whose."""

from spec.generals.protocol import proposed

knows = Sometimes("B knows", Knows(B, proposed))
