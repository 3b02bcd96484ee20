"""Why no number of messages gives certainty: the two generals, and couriers who always arrive."""

from __future__ import annotations

from collections.abc import Mapping

from spec.generals.models import both_decide, generals_system, together
from spec.notation import PERFECT, Model, asks, variant
from spec.notation.explanations import Explanation

EXPLANATIONS: Mapping[str, Explanation] = {
    "certainty": Explanation(
        "Why does no number of messages give certainty?",
        "Who sends the last message cannot know that it has come. Where it did not matter, one message less would do, "
        "and so on down to none.",
        Model(generals_system(3, 1, 2), asks(together, both_decide)),
        "together",
        "where a message can be lost",
        variant(channel=PERFECT, name="a network that loses nothing"),
        "where none is lost",
        ("sweep generals together -p N=1..8", "knows generals-know", "prove generals-for-every-n"),
    ),
}
