"""The size of the letters, computed before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from diagrams.rendering.drawable import Draft, Hint
from diagrams.rendering.fit import fit
from diagrams.rendering.paper import Box
from diagrams.rendering.picture import Picture
from diagrams.rendering.render import Job, PictureError

Size = tuple[float, float]


@pytest.fixture(autouse=True)
def sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer for which the DOT text ``digraph {\\n}//8x4`` is 8 inches wide and 4 high."""

    def measure(jobs: Sequence[Job], limit: float) -> list[bytes]:
        return [f"graph 1 {' '.join(job.dot.partition('//')[2].split('x'))}\nstop\n".encode() for job in jobs]

    monkeypatch.setattr("diagrams.rendering.fit.render_all", measure)


def source(size: Size) -> Callable[[], str]:
    return lambda: f"digraph {{\n}}//{size[0]}x{size[1]}"


def picture(*sizes: Size, boxes: int = 12, hints: Sequence[Hint] = (), bare: Sequence[Size] = ()) -> Picture:
    drafts = [Draft(source(size)) for size in sizes] + [Draft(source(size), "its labels", 1) for size in bare]
    return Picture("two-way", lambda: (), boxes, f"{boxes} boxes", tuple(drafts), lambda: "", hints=lambda: hints)


def test_a_small_picture_keeps_its_letters() -> None:
    assert fit(picture((2.0, 3.0))).letter == 10.0


def test_letters_shrink_with_the_picture() -> None:
    assert round(fit(picture((5.9, 4.0))).letter, 2) == 7.96


def test_the_better_direction_is_drawn() -> None:
    fitted = fit(picture((8.0, 3.0), (3.0, 8.0)))
    assert round(fitted.letter, 2) == 8.88
    assert fitted.source.endswith("//3.0x8.0")


def test_the_dot_text_carries_the_final_size() -> None:
    assert fit(picture((2.0, 3.0)), Box(360, 720)).source.startswith('digraph {\n\tgraph [size="5.0000,10.0000"]\n')


def test_labels_are_given_up_before_letters_are_too_small() -> None:
    fitted = fit(picture((12.0, 3.0), bare=[(6.0, 3.0)]))
    assert (round(fitted.letter, 2), fitted.without) == (7.83, "its labels")


def test_letters_below_seven_points_are_refused_with_the_grouping_that_would_fit() -> None:
    hints = [
        Hint("group it by A.state, B.state", picture((9.0, 3.0))),
        Hint("group it by A.state", picture((4.0, 3.0), boxes=5)),
    ]
    with pytest.raises(PictureError) as caught:
        fit(picture((9.0, 9.0), hints=hints))
    assert str(caught.value) == (
        "two-way: 12 boxes would have letters of 5.2 pt, too small to read: "
        "group it by A.state (5 boxes at 10.0 pt), or force it (--force)"
    )


def test_where_no_grouping_fits_the_page_is_too_small() -> None:
    with pytest.raises(PictureError) as caught:
        fit(picture((9.0, 9.0)))
    assert str(caught.value) == (
        "two-way: 12 boxes would have letters of 5.2 pt, too small to read: "
        "give it a larger page, or force it (--force)"
    )


def test_a_forced_picture_is_drawn_as_large_as_it_can_be() -> None:
    assert round(fit(picture((9.0, 9.0), bare=[(8.0, 8.0)]), force=True).letter, 2) == 5.89


def test_a_draft_on_which_the_renderer_dies_does_not_kill_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(jobs: Sequence[Job], limit: float) -> list[bytes]:
        if any("//1.0x" in job.dot for job in jobs):
            raise PictureError("the renderer dot died (Segmentation fault)")
        return [f"graph 1 {' '.join(job.dot.partition('//')[2].split('x'))}\nstop\n".encode() for job in jobs]

    monkeypatch.setattr("diagrams.rendering.fit.render_all", measure)
    assert fit(picture((1.0, 1.0), (2.0, 3.0))).source.endswith("//2.0x3.0")
    assert fit(picture((1.0, 1.0), bare=[(2.0, 3.0)])).without == "its labels"
    with pytest.raises(PictureError, match=r"the renderer dot died \(Segmentation fault\)"):
        fit(picture((1.0, 1.0), (1.0, 2.0)))


def test_very_many_boxes_are_refused_without_being_laid_out() -> None:
    def never() -> str:
        raise AssertionError("laid out")

    drafts = (Draft(never),)
    with pytest.raises(PictureError) as caught:
        fit(Picture("lossy", lambda: (), 125_005, "125,005 boxes", drafts, lambda: ""))
    assert str(caught.value) == (
        "lossy: 125,005 boxes would have letters far below 7 pt, too small to read: "
        "give it a larger page, or force it (--force)"
    )


@pytest.mark.parametrize(
    ("text", "points"), [("72.27x144.54pt", (72, 144)), ("12x18bp", (12, 18)), ("1x2in", (72, 144))]
)
def test_a_box_is_read_in_points_of_tex_or_of_postscript_or_in_inches(text: str, points: tuple[float, float]) -> None:
    assert (Box.parse(text).width, Box.parse(text).height) == points


@pytest.mark.parametrize("text", ["", "345", "345x", "0x520pt", "345x520px", "-1x2"])
def test_a_box_that_is_none_says_how_to_write_one(text: str) -> None:
    with pytest.raises(PictureError) as caught:
        Box.parse(text)
    assert str(caught.value) == (
        f"{text!r} is not a size on the page: write width x height, as in 345x520pt or 12x18cm"
    )
