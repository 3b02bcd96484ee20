"""What tests of every folder have, or may ask for."""

import os

import pytest

from tests.exploring import together
from tests.passing_time import passing as passing

os.environ["LANGUAGE"] = "en"  # whatever the locale of who runs them


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each model of the catalogue is explored by one process alone."""
    together(items)
