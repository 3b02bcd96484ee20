"""What tests of every folder have, or may ask for."""

from tests.passing_time import passing as passing
from tests.solver_work import work_is_counted as work_is_counted
