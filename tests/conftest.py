"""What tests of every folder have, or may ask for."""

import pytest

from tests.exploring import together
from tests.passing_time import passing as passing
