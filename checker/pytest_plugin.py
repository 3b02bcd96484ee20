"""The pytest plugin: a failing check prints its counterexample as a ladder and saves it as a picture.

``@pytest.mark.model(max_states=50_000)`` limits the explorations of one test, the options ``model_max_states``,
``model_max_depth`` and ``model_timeout`` of the configuration file those of all, and ``model_engine`` says who
searches; what ``explore`` itself is given comes first.  ``pytest --model-stats`` lists what was explored.  Nothing that
takes time is imported at load.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Literal

import pytest

from checker.verdicts.defaults import ENGINES, Extent, Orders, standing

if TYPE_CHECKING:
    from checker.results.answers import Answer
    from checker.results.runs import Trace

LIMITS: Mapping[str, Literal["int", "float"]] = {"max_states": "int", "max_depth": "int", "timeout": "float"}
"""What the marker takes; the options of the configuration file have ``model_`` before it."""
MARKER = "model(max_states=None, max_depth=None, timeout=None): limits for the explorations of this test"
PICTURES = ".handwave"
"""The folder of pictures, below the root of the tests."""
WIDTH = 100
"""Columns of a ladder in a report."""
EXPLORED = "handwave_explored"
"""The attribute of a report that carries what the test explored: plain text, so that xdist can send it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, all beginning with ``model``."""
    group = parser.getgroup("model", "model checking (handwave)")
    group.addoption("--model-stats", action="store_true", help="list every model that was explored")
    group.addoption(
        "--model-pictures", choices=["failed", "off"], default="failed", help="draw counterexamples of failed tests"
    )
    parser.addini("model_engine", "who searches: auto, python or native", "string", default="auto")
    for name, kind in LIMITS.items():
        parser.addini(f"model_{name}", f"{name} for explorations that are given none", kind, default=0)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker and the plugin's own hooks."""
    config.addinivalue_line("markers", MARKER)
    config.pluginmanager.register(_Plugin(config, _defaults(config), _engine(config)), "handwave-tests")


def _engine(config: pytest.Config) -> str:
    name = str(config.getini("model_engine"))
    if name not in ENGINES:
        raise pytest.UsageError(f"model_engine={name!r}: it is one of {', '.join(ENGINES)}")
    return name


def _defaults(config: pytest.Config) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for name in LIMITS:
        try:
            value: object = config.getini(f"model_{name}")
        except (TypeError, ValueError) as error:
            raise pytest.UsageError(str(error)) from None
        if value:
            found[name] = _number(f"model_{name}", name, value)
    return found


def _number(said: str, name: str, value: object) -> float:
    wanted = int if LIMITS[name] == "int" else (int, float)
    if not isinstance(value, wanted) or isinstance(value, bool) or value <= 0:
        raise pytest.UsageError(f"{said}={value!r}: it is a {'whole ' if wanted is int else ''}number above 0")
    return value


def _marked(item: pytest.Item) -> Mapping[str, float]:
    """The limits that a test's markers give; the one nearest to the test counts."""
    found: dict[str, float] = {}
    for mark in item.iter_markers("model"):
        if mark.args or not LIMITS.keys() >= mark.kwargs.keys():
            wrong = ", ".join([*map(repr, mark.args), *(name for name in mark.kwargs if name not in LIMITS)])
            raise pytest.UsageError(f"{item.nodeid}: @pytest.mark.model takes {', '.join(LIMITS)} by name, not {wrong}")
        for name, value in mark.kwargs.items():
            found.setdefault(name, _number(f"{item.nodeid}: @pytest.mark.model: {name}", name, value))
    return found


class _Seen:
    """What happened in one test; told by the checker."""

    def __init__(self) -> None:
        self.explored_here: list[Extent] = []
        self.doubted: tuple[Answer, Extent] | None = None
        """The last answer that was a no, and the exploration it is of: what a failing ``assert`` failed on."""

    def explored(self, found: Extent) -> None:
        self.explored_here.append(found)

    def asked(self, answer: Answer, found: Extent) -> None:
        if not answer:
            self.doubted = (answer, found)


class _Plugin:
    def __init__(self, config: pytest.Config, defaults: Mapping[str, float], engine: str) -> None:
        self.config, self.defaults, self.engine = config, defaults, engine
        self.seen = _Seen()
        self.lines: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """A marker that cannot be meant stops everything before the first test."""
        for item in items:
            _marked(item)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Put the test's limits in force."""
        self.seen = _Seen()
        limits = {**self.defaults, **_marked(item)}
        states, depth = (int(limits[name]) if name in limits else None for name in ("max_states", "max_depth"))
        with standing(Orders(states, depth, limits.get("timeout"), self.seen, self.engine)):
            result = yield
        self.seen = _Seen()  # an exploration may be large
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Add what was explored, and, where the test failed on an answer, the run behind it."""
        told = self.seen.explored_here[:]
        self.seen.explored_here.clear()
        for found in told:
            item.user_properties += _properties(found)
        report = yield
        if self.config.getoption("--model-stats"):
            setattr(report, EXPLORED, [f"{item.nodeid}: {_told(found)}" for found in told])
        doubted = self.seen.doubted
        if report.failed and call.excinfo is not None and doubted is not None and _about(doubted[0], call.excinfo):
            self._explain(item, *doubted, report)
        return report

    def _explain(self, item: pytest.Item, answer: Answer, found: Extent, report: pytest.TestReport) -> None:
        if answer.trace is None:
            return
        from checker.explaining.violation import first_lines
        from checker.verdicts.exploration import Exploration
        from diagrams.ladders.ladder import ladder

        kind = "counterexample" if answer.trace.violates_at is not None else "witness"
        heading = f"{answer.property}: {answer!r}"
        assert isinstance(found, Exploration)
        chart = ladder(answer.trace, title=False, width=WIDTH)
        report.sections.append((kind, "\n".join([heading, *first_lines(found, answer, WIDTH), "", chart])))
        if self.config.getoption("--model-pictures") == "failed":
            report.sections.append(("pictures", "\n".join(self._pictures(item, answer.trace))))

    def _pictures(self, item: pytest.Item, trace: Trace) -> list[str]:
        from checker.command.failure_pictures import saved_charts
        from checker.command.file_names import folder_of_test

        return saved_charts(trace, self.config.rootpath, [PICTURES, *folder_of_test(item.nodeid)])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Gather what was explored, wherever the test ran."""
        self.lines += getattr(report, EXPLORED, [])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """A line for each exploration, if asked."""
        if self.config.getoption("--model-stats"):
            terminalreporter.section("models")
            for line in self.lines or ["nothing was explored"]:
                terminalreporter.write_line(line)


def _about(answer: Answer, failure: pytest.ExceptionInfo[BaseException]) -> bool:
    """Whether a test failed on that answer: its assertion says so, or says nothing (``--assert=plain``)."""
    said = str(failure.value)
    return failure.errisinstance(AssertionError) and (not said or repr(answer) in said)


def _told(found: Extent) -> str:
    """``two-way: 43 states, 242 transitions, depth 5, complete, 0.04 s; all 11 rows fired``."""
    from checker.command.report.text import counts, rows_fired

    return f"{found.name}: {counts(found)}; rows: {rows_fired(found)}"


def _properties(found: Extent) -> list[tuple[str, object]]:
    return [
        (f"{found.name}.{name}", value)
        for name, value in (
            ("states", found.states),
            ("transitions", found.transitions),
            ("depth", found.depth),
            ("complete", found.complete),
            ("seconds", round(found.seconds, 6)),
        )
    ]
