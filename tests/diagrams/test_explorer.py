"""The page to click through: its data, and the page itself in a browser."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest

from checker.command.report.explorable import explorable
from checker.command.verbs.explore import main
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation.models import Model

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_BROWSER = "no Chromium here"
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
needs_browser = pytest.mark.skipif(BROWSER is None and "CI" not in os.environ, reason=NO_BROWSER)


def data(name: str, most: int = 1_000) -> Any:
    model = MODELS[name]
    assert isinstance(model, Model)
    return explorable(model, explore(model), most)


def run_of(found: Any, name: str) -> list[int]:
    (run,) = [one["run"] for one in found["properties"] if one["name"] == name]
    return cast(list[int], run)


def states_of(found: Any, run: list[int]) -> list[tuple[str, str]]:
    """The states of A and B along a run, as the page follows it."""
    seen = [run[0]]
    for place in run[1:]:
        seen.append(found["ways"][seen[-1]][2 * place])
    at = [found["paths"].index(path) for path in ("A.state", "B.state")]
    told = [[found["texts"][found["states"][state][path]] for path in at] for state in seen]
    return [(a, b) for a, b in told]


def test_a_counterexample_is_a_way_through_the_page() -> None:
    found = data("two-way-late-syn")
    assert states_of(found, run_of(found, "not_alone")) == [
        ("CLOSED", "LISTEN"),
        ("SYN-SENT", "LISTEN"),
        ("CLOSED", "LISTEN"),
        ("CLOSED", "ESTABLISHED"),
    ]


def test_every_state_and_every_step_of_the_search_is_there() -> None:
    found = data("two-way-late-syn")
    assert len(found["states"]) == 237
    assert sum(len(flat) // 2 for flat in found["ways"]) == 2_111


def test_the_states_where_a_property_is_false_are_told() -> None:
    found = data("two-way-late-syn")
    (truths,) = [one["truths"] for one in found["properties"] if one["name"] == "not_alone"]
    a, b = (found["paths"].index(path) for path in ("A.state", "B.state"))
    texts = found["texts"]
    alone = [
        state
        for state, values in enumerate(found["states"])
        if (texts[values[a]], texts[values[b]]) == ("CLOSED", "ESTABLISHED")
    ]
    assert truths == alone


def test_of_many_states_the_nearest_are_held_and_what_leads_beyond_says_so() -> None:
    found = data("two-way-late-syn", most=10)
    assert (len(found["states"]), found["all"]) == (10, 237)
    assert -1 in found["ways"][9]
    assert all(target < 10 for flat in found["ways"] for target in flat[::2])


def test_of_many_states_those_of_every_run_are_held() -> None:
    found = data("two-way-late-syn", most=10)
    assert states_of(found, run_of(found, "not_alone"))[-1] == ("CLOSED", "ESTABLISHED")
    assert all(one["run"] is not None for one in found["properties"] if one["verdict"] in ("POSSIBLE", "VIOLATED"))


def test_hostile_names_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text(
        "from spec.tcp import *\n"
        'asked = Sometimes("</script><script>alert(1)</script><!-- & ${data}", B.is_in(ESTABLISHED))\n'
        "m = Model(opening(), asks(asked))\n"
    )
    assert main(["mine.py:m", "-o", "m.html"]) == 0
    text = (tmp_path / "m.html").read_text()
    assert "alert(1)</script>" not in text
    found = DATA.search(text)
    assert found is not None
    assert json.loads(found[1])["properties"][0]["about"] == "</script><script>alert(1)</script><!-- & ${data}"


def shown(page: Path, address: str, script: str = "") -> str:
    """The page as a browser has it after a script, opened at an address."""
    assert BROWSER is not None, NO_BROWSER
    other = page.with_name("acted.html")
    other.write_text(page.read_text("utf-8").replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    command = [
        BROWSER,
        *OPTIONS,
        f"--user-data-dir={page.parent / 'profile'}",
        "--dump-dom",
        f"{other.as_uri()}{address}",
    ]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout


def status(dom: str) -> str:
    found = re.search(r'<p id="status"[^>]*>(.*?)</p>', dom)
    assert found is not None
    return found[1].replace("&lt;", "<").replace("&gt;", ">")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("explorer") / "late.html"
    assert main(["two-way-late-syn", "-o", str(file)]) == 0
    return file


@needs_browser
def test_a_link_opens_the_way_to_a_violation(page: Path) -> None:
    run = run_of(data("two-way-late-syn"), "not_alone")
    dom = shown(page, "#" + ".".join(map(str, run)))
    assert status(dom) == "step 3: B rcv SYN  <SEQ=100><CTL=SYN> | A CLOSED, B ESTABLISHED"
    assert "VIOLATED here" in dom


@needs_browser
def test_what_nobody_sent_on_this_way_comes_in_from_between_the_ends(tmp_path: Path) -> None:
    assert main(["two-way-old-syn", "-o", str(tmp_path / "old.html")]) == 0
    dom = shown(tmp_path / "old.html", "#0.1")
    assert "&lt;SEQ=90&gt;&lt;CTL=SYN&gt; (sent before)" in dom
    assert '<line x1="280"' in dom


@needs_browser
def test_a_click_and_keys_lead_there_too_and_back(page: Path) -> None:
    press = "const press = key => dispatchEvent(new KeyboardEvent('keydown', {key}));"
    find = (
        "[...document.querySelectorAll('#begin button')].find(one => one.textContent.startsWith('not_alone')).click();"
    )
    dom = shown(page, "", press + find + "press('ArrowLeft');")
    assert status(dom) == "step 2: A ABORT | A CLOSED, B LISTEN"
    dom = shown(
        page, "", press + "press('1'); press('1'); press('ArrowLeft'); press('ArrowRight'); press('ArrowRight');"
    )
    assert status(dom) == "step 2: A ABORT | A CLOSED, B LISTEN"
    assert status(shown(page, "#0.0.0", press + "press('Home');")) == "step 0: the start | A CLOSED, B LISTEN"


def other_status(dom: str) -> str:
    found = re.search(r'<p id="other-status"[^>]*>(.*?)</p>', dom)
    assert found is not None
    return found[1].replace("&lt;", "<").replace("&gt;", ">")


@needs_browser
def test_a_second_model_goes_the_same_way_until_they_part(tmp_path: Path) -> None:
    file = tmp_path / "both.html"
    assert main(["two-way-old-syn", "three-way-old-syn", "-o", str(file)]) == 0
    run = run_of(data("two-way-old-syn"), "not_a_ghost")
    dom = shown(file, "#" + ".".join(map(str, run)))
    assert status(dom) == "step 1: B rcv SYN  <SEQ=90><CTL=SYN> | A CLOSED, B ESTABLISHED"
    assert other_status(dom) == "the same steps | A CLOSED, B SYN-RECEIVED"
    assert re.search(r'<td class="bad">VIOLATED here</td>', dom)


@needs_browser
def test_a_screen_reader_is_told_the_run_and_what_has_changed(page: Path) -> None:
    dom = shown(page, "#0.0")
    assert "<title>The way so far: 1. A active OPEN</title>" in dom
    assert dom.count("(changed)") > 0
    assert re.search(r'<td class="here" aria-current="true">', dom)
