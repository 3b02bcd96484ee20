"""Whatever a student calls things, it is shown as it was written."""

from __future__ import annotations

import re
from html import unescape

import pytest

from diagrams.rendering.dot import Sheet
from diagrams.rendering.render import Job, render
from tests.diagrams.renderers import needs_a_renderer

ODD = ["<SEQ=90><CTL=SYN>", 'say "no"', "a\\nb", "A: B:n", "&lt;b&gt;", "x\ny", "\\N", "状态", "{a|b}", "-->"]


def drawn(text: str) -> str:
    paper = Sheet([text], {}, 10)
    paper.node(text, [text], text)
    paper.node("other", ["other"], "other")
    paper.edge(text, "other", [text], text)
    return paper.source


@pytest.mark.parametrize("text", ODD)
def test_no_text_is_read_as_markup(text: str) -> None:
    assert not re.search(r"label=<", drawn(text))


@needs_a_renderer
@pytest.mark.parametrize("text", ODD)
def test_an_odd_name_is_drawn_as_it_was_written(text: str) -> None:
    svg = render(Job(drawn(text), "svg")).decode()
    seen = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    shown = text.replace("\n", " ")
    assert [unescape(line).strip() for line in seen] == [shown, shown, "other", shown]
    assert svg.count('class="node"') == 2
    assert svg.count('class="edge"') == 1
