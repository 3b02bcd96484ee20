"""What tests of every folder have, or may ask for."""

import os

os.environ["LANGUAGE"] = "en"  # whatever the locale of who runs them

import signal

import pytest

from tests.exploring import together
from tests.passing_time import passing as passing

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background, and its children, would ignore it


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each model of the catalogue is explored by one process alone."""
    together(items)
