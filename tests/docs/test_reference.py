"""The reference page: every public name, with words that say what it is."""

from __future__ import annotations

import pytest

from docs.making.reference import FACES, public_names


@pytest.mark.parametrize("face", FACES)
def test_every_public_name_says_what_it_is(face: str) -> None:
    assert [one.name for one in public_names(face) if not one.words.strip()] == []
