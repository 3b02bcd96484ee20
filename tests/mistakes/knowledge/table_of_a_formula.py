"""A formula where a table is meant."""

from spec.generals.models import generals_system
from spec.generals.protocol import proposed

knows = Knows(B, A[proposed])

mine = Model(
    generals_system(3, 1, 2),
    {"knows": Sometimes("B knows", knows)},
    tables={"knows": knows},
)
