"""What tests of every folder have, or may ask for."""

import os

os.environ["LANGUAGE"] = "en"  # whatever the locale of who runs them

import pytest

from tests.exploring import together
from tests.passing_time import passing as passing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each model of the catalogue is explored by one process alone."""
    together(items)
