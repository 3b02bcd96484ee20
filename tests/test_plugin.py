"""The pytest plugin, as a student's own tests meet it."""

from __future__ import annotations

import re
import sys
from importlib.metadata import entry_points

import pytest

pytest_plugins = ["pytester"]

PLUGIN = "handwave" if entry_points(group="pytest11", name="handwave") else "checker.pytest_plugin"
"""How the plugin is named: installed, it has a name; in a bare checkout its module does."""

TESTS = """
import pytest
from checker import explore
from spec.catalogue import MODELS


def test_fooled():
    assert explore(MODELS["two-way"]).violates("was_there", steps=2)


def test_not_fooled():
    found = explore(MODELS["two-way"])
    assert found.holds("was_there")
"""

LADDER = """\
*- counterexample -*
was_there: VIOLATED in 2 steps

      A                                                B
      CLOSED                                           LISTEN
1-2.  SYN-SENT --> <SEQ=100><CTL=SYN>              --> ESTABLISHED  A: active OPEN  *
*
*VIOLATED here
               ... <SEQ=300><ACK=101><CTL=SYN,ACK> <-- ESTABLISHED"""


def run(pytester: pytest.Pytester, tests: str, *options: str) -> pytest.RunResult:
    """Those tests, run with the plugin."""
    pytester.makepyfile(test_mine=tests)  # pyright: ignore[reportUnknownMemberType]
    # hypothesis, where it is installed, takes a second to load
    return pytester.runpytest("-p", PLUGIN, "-p", "no:hypothesispytest", *options)


def test_a_failing_check_says_one_line_and_shows_its_counterexample(pytester: pytest.Pytester) -> None:
    result = run(pytester, TESTS)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "E       AssertionError: assert VIOLATED in 2 steps",
            "E        +  where VIOLATED in 2 steps = holds('was_there')",
            "E        +    where holds = <43 states, 242 transitions, complete>.holds",
        ]
    )
    result.stdout.fnmatch_lines([line.replace("[", "[[]") for line in LADDER.splitlines()])


def test_the_picture_of_a_failing_check_is_saved_and_named(pytester: pytest.Pytester) -> None:
    result = run(pytester, TESTS)
    result.stdout.fnmatch_lines(["*- pictures -*", ".handwave/test_mine/test_not_fooled/was_there.svg"])
    drawn = pytester.path / ".handwave" / "test_mine" / "test_not_fooled" / "was_there.svg"
    assert "<svg" in drawn.read_text()
    assert (pytester.path / ".handwave" / ".gitignore").read_text().endswith("\n*\n")


def test_pictures_can_be_switched_off(pytester: pytest.Pytester) -> None:
    result = run(pytester, TESTS, "--model-pictures=off")
    result.stdout.no_fnmatch_line("*- pictures -*")
    assert not (pytester.path / ".handwave").exists()


def test_a_picture_that_cannot_be_saved_does_not_hide_the_failure(pytester: pytest.Pytester) -> None:
    (pytester.path / ".handwave").write_text("a file")
    result = run(pytester, TESTS)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["not drawn: .handwave/test_mine/test_not_fooled cannot be made (*)"])


def test_a_passing_test_draws_nothing(pytester: pytest.Pytester) -> None:
    run(pytester, TESTS, "-k", "test_fooled")
    assert not (pytester.path / ".handwave").exists()


def test_a_failure_about_something_else_shows_no_run(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        from checker import explore
        from spec.catalogue import MODELS

        def test_count():
            found = explore(MODELS["two-way"])
            assert not found.holds("was_there")
            assert found.states == 44
        """,
    )
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*- counterexample -*")


LIMITED = """
import pytest
from checker import explore
from spec.catalogue import MODELS


@pytest.mark.model(max_states=10)
def test_limited():
    assert explore(MODELS["two-way"]).holds("agreement")


@pytest.mark.model(max_states=10)
def test_refuted():
    assert explore(MODELS["two-way"]).violates("agreement")


@pytest.mark.model(max_states=10)
def test_its_own_limit_comes_first():
    assert explore(MODELS["two-way"], max_states=100).holds("agreement")


def test_free():
    assert explore(MODELS["two-way"]).holds("agreement")
"""


def test_what_is_not_established_fails(pytester: pytest.Pytester) -> None:
    result = run(pytester, LIMITED, "--strict-markers")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(
        ["E       AssertionError: assert NOT ESTABLISHED (cut short by the bound of 10 states)"]
    )


@pytest.mark.parametrize("section", ["[tool.pytest.ini_options]", "[tool.pytest]"])
def test_limits_for_all_tests_stand_in_the_configuration(pytester: pytest.Pytester, section: str) -> None:
    pytester.makepyprojecttoml(f"{section}\nmodel_max_states = 10\n")
    run(pytester, LIMITED).assert_outcomes(passed=1, failed=3)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (
            "states=5",
            "ERROR: test_mine.py::test_it: @pytest.mark.model takes max_states, max_depth, timeout by name, not states",
        ),
        ("5", "ERROR: test_mine.py::test_it: @pytest.mark.model takes max_states, max_depth, timeout by name, not 5"),
        (
            "max_states=0",
            "ERROR: test_mine.py::test_it: @pytest.mark.model: max_states=0: it is a whole number above 0",
        ),
        ("timeout='1'", "ERROR: test_mine.py::test_it: @pytest.mark.model: timeout='1': it is a number above 0"),
    ],
)
def test_a_marker_that_cannot_be_meant_is_one_sentence(pytester: pytest.Pytester, mark: str, said: str) -> None:
    result = run(pytester, f"import pytest\n\n@pytest.mark.model({mark})\ndef test_it(): ...\n")
    assert said in (*result.errlines, *result.outlines)
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_an_option_that_cannot_be_meant_is_one_sentence(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nmodel_max_states = -1\n")
    result = run(pytester, LIMITED)
    assert "ERROR: model_max_states=-1: it is a whole number above 0" in result.errlines
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_stats_have_a_line_for_each_exploration(pytester: pytest.Pytester) -> None:
    result = run(pytester, TESTS, "--model-stats")
    result.stdout.fnmatch_lines(
        [
            "*= models =*",
            "test_mine.py::test_fooled: two-way: 43 states, 242 transitions, depth 5, complete, * s; "
            "rows: * of * never fired: *",
            "test_mine.py::test_not_fooled: two-way: 43 states, *",
        ]
    )


def test_stats_of_nothing_say_so(pytester: pytest.Pytester) -> None:
    run(pytester, "def test_it(): ...", "--model-stats").stdout.fnmatch_lines(["nothing was explored"])


def test_the_numbers_reach_the_junit_file(pytester: pytest.Pytester) -> None:
    run(pytester, TESTS, "--junitxml=results.xml")
    text = (pytester.path / "results.xml").read_text()
    found = dict(re.findall(r'<property name="([^"]+)" value="([^"]+)"', text))
    del found["two-way.seconds"]
    assert found == {
        "two-way.states": "43",
        "two-way.transitions": "242",
        "two-way.depth": "5",
        "two-way.complete": "True",
    }


def test_explorations_of_a_shared_fixture_are_asked_from_every_test(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        import pytest
        from checker import explore
        from spec.catalogue import MODELS

        @pytest.fixture(scope="module")
        def found():
            return explore(MODELS["two-way"])

        def test_first(found):
            assert found.holds("agreement")

        def test_second(found):
            assert found.holds("was_there")
        """,
    )
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*- counterexample -*", "was_there: VIOLATED in 2 steps"])


def test_without_the_plugin_the_one_line_still_reads_well(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_mine=TESTS)
    result = pytester.runpytest("-p", "no:handwave", "-p", "no:hypothesispytest")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["E       AssertionError: assert VIOLATED in 2 steps"])
    result.stdout.no_fnmatch_line("*- counterexample -*")


def test_loading_the_plugin_imports_neither_the_checker_nor_a_protocol(pytester: pytest.Pytester) -> None:
    code = f"import sys; import checker.pytest_plugin; print([m for m in sys.modules if m.startswith({MODULES!r})])"
    result = pytester.run(sys.executable, "-c", code)
    assert result.outlines == ["['checker', 'checker.verdicts', 'checker.verdicts.defaults', 'checker.pytest_plugin']"]


MODULES = ("checker", "spec", "diagrams", "rich", "networkx", "z3", "graphviz")


def test_the_configuration_says_who_searches(pytester: pytest.Pytester) -> None:
    test = """
    from checker import explore
    from spec.lossy.models import lossy

    def test_engine():
        assert explore(lossy()).engine == "native"
    """
    pytester.makeini("[pytest]\nmodel_engine = native")
    run(pytester, test).assert_outcomes(passed=1)
    pytester.makeini("[pytest]\nmodel_engine = swift")
    result = run(pytester, test)
    result.stderr.fnmatch_lines(["*model_engine='swift': it is one of auto, python, native"])


def test_names_and_models_are_found_where_pytest_rewrites_the_assertions_of_an_installed_handwave(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeconftest("import pytest\n\npytest.register_assert_rewrite('spec')\n")
    pytester.makepyfile(
        """
        from spec.catalogue import MODELS
        from spec.tcp import *


        def test_it():
            assert opening().A is Tcp
            assert MODELS["three-way"].system.A is Tcp
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
