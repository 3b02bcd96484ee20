"""A picture to a file: fitted to the page, drawn, written whole or not at all."""

from __future__ import annotations

import contextlib
import math
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from checker.languages.speech import tr
from diagrams.rendering.fit import Fitted, fit
from diagrams.rendering.missing_letters import missing_letters
from diagrams.rendering.paper import PAGE, Box
from diagrams.rendering.pdf import joined
from diagrams.rendering.picture import Picture, drawn, tikz_of
from diagrams.rendering.render import LIMIT, Kind, NoRenderer, PictureError
from spec.notation.letters import escaped

Format = Literal["svg", "png", "pdf", "dot", "tex", "mmd", "puml", "txt"]
"""What a file can be: ``tex`` is TikZ, ``mmd`` Mermaid, ``puml`` PlantUML, ``txt`` the text twin."""
FORMATS: tuple[Format, ...] = get_args(Format)
Drawn = Kind | Literal["tex"]
"""What a renderer is needed for."""

TEXTS: Mapping[Format, str] = {"dot": "DOT", "mmd": "Mermaid", "puml": "PlantUML", "txt": "text"}
"""What no renderer is needed for."""

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written; as a text ``two-way.pdf: 12 boxes at 8.1 pt``."""

    file: str
    said: str
    letter: float = 0.0
    """The size of its letters, in points; 0 of a text."""

    def __str__(self) -> str:
        return f"{escaped(self.file)}: {self.said}"


_SOME = 10
"""Letters without a font that are named."""


def draw(
    picture: Picture | Sequence[Picture],
    target: str | Path,
    *,
    box: Box = PAGE,
    force: bool = False,
    form: str | None = None,
    limit: float = LIMIT,
) -> str:
    """What was written, in one line for each file: ``two-way.pdf: 12 boxes at 8.1 pt``.

    The extension of ``target`` chooses the format, or ``form`` does; ``-`` is the standard output (SVG unless
    said otherwise).  ``limit`` is in seconds.  A DOT file is the first draft, unfitted, so that it does not
    depend on the renderer.  Raises PictureError, and then has written nothing, or, where nothing here can
    draw, the DOT text beside the target.
    """
    pages = [picture] if isinstance(picture, Picture) else picture
    return "\n".join(map(str, draw_pages(pages, target, box=box, force=force, form=form, limit=limit)))


def draw_pages(
    pictures: Sequence[Picture],
    target: str | Path,
    *,
    box: Box = PAGE,
    force: bool = False,
    form: str | None = None,
    limit: float = LIMIT,
    letters: float = math.inf,
) -> Iterator[Written]:
    """What was written: the pages of a PDF are in one file, of other formats each has its own.

    The letters of all pages are of one size, and not larger than ``letters``, in points.
    """
    kind = format_of(target, form)
    check_writable(target)
    files = [str(target)] * len(pictures) if kind == "pdf" else page_names(target, len(pictures))
    if kind == "dot" or kind == "mmd" or kind == "puml" or kind == "txt":
        made, letters = [_text(picture, kind) for picture in pictures], 0.0
    else:
        sized = [_fitted(*each, kind, box, force, limit) for each in zip(pictures, files, strict=True)]
        letters = min((letters, *(one.letter for one in sized)))
        made = [_drawing(*each, letters, kind, limit) for each in zip(pictures, sized, strict=True)]
    if kind == "pdf" and pictures:
        said = made[0][1] if len(made) == 1 else made[0][1].replace(pictures[0].size, f"{len(made)} pages", 1)
        made, files = [(joined([content for content, _ in made], pictures[0].words), said)], files[:1]
    for file, (content, said) in zip(files, made, strict=True):
        write(file, content)
        yield Written(file, said, letters)


def _fitted(picture: Picture, file: str, kind: Drawn, box: Box, force: bool, limit: float) -> Fitted:
    try:
        return fit(picture, box, force=force, limit=limit, kind=None if kind == "tex" else kind)
    except NoRenderer as error:
        raise _left_as_dot(picture, file, error) from None


def _drawing(picture: Picture, fitted: Fitted, letters: float, kind: Drawn, limit: float) -> tuple[bytes, str]:
    """The content of a file, and what is said of it."""
    fitted = fitted.lettered(letters)
    content = tikz_of(picture, fitted, limit) if kind == "tex" else drawn(picture, fitted, kind, limit)
    without = tr(", without {part}").format(part=tr(fitted.without)) if fitted.without else ""
    missing = missing_letters(fitted.source) if kind in ("png", "pdf") else ""
    tofu = tr("; no font here has {letters}, so boxes stand there: install one, or draw an svg")
    said = tr("{size} at {letter} pt").format(size=picture.size, letter=f"{fitted.letter:.1f}")
    return content, said + without + (tofu.format(letters=missing[:_SOME]) if missing else "")


def _text(picture: Picture, kind: Format) -> tuple[bytes, str]:
    """The picture for another program, and what is said of it.  Raises PictureError for one that it cannot say."""
    texts = {"dot": picture.dot, "txt": lambda: f"{picture.text()}\n", **picture.texts}
    if kind not in texts:
        raise PictureError(
            f"{picture.title}: {TEXTS[kind]} is written of charts and machines alone: draw it as svg or tex"
        )
    said = tr("{size} as {format}").format(size=picture.size, format=tr(TEXTS[kind]))
    return texts[kind]().encode(), said


def format_of(target: str | Path, form: str | None = None) -> Format:
    """The format of a file.

    >>> format_of("two-way.PDF"), format_of("-"), format_of("-", "png")
    ('pdf', 'svg', 'png')
    """
    known = ", ".join(FORMATS)
    if form is None and str(target) == STDOUT:
        return "svg"
    asked = (form if form is not None else Path(target).suffix).lower().lstrip(".")
    for kind in FORMATS:
        if asked == kind:
            return kind
    if form is not None:
        raise PictureError(f"{form!r} is not a format of pictures: write one of {known}")
    wrong = f"the extension .{asked} is not a format of pictures" if asked else "it has no extension"
    raise PictureError(f"{target} was not drawn, for {wrong}: end the name with one of {known}")


def page_names(target: str | Path, pages: int) -> list[str]:
    """A file for each page of a picture.

    >>> page_names("run.svg", 1), page_names("run.svg", 2)
    (['run.svg'], ['run-1.svg', 'run-2.svg'])
    """
    path = Path(target)
    if pages == 1:
        return [str(target)]
    if str(target) == STDOUT:
        raise PictureError(f"it has {pages} pages: give a file name, and each page has a file of its own")
    return [str(path.with_name(f"{path.stem}-{page}{path.suffix}")) for page in range(1, pages + 1)]


def write(target: str | Path, content: bytes) -> None:
    """Put the content there, whole or not at all; ``-`` is the standard output.  Raises PictureError."""
    if str(target) == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    real = Path(os.path.realpath(target))
    try:
        if real.exists() and not real.is_file():  # a device or a pipe: it is written to, not replaced
            real.write_bytes(content)
        else:
            _replace(real, content)
    except OSError as error:
        raise _unwritable(target, error) from None


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file there, or of a new one: a temporary file has fewer than either."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def check_writable(target: str | Path) -> None:
    """Fail before the work, not after a minute of it.  Raises PictureError."""
    if str(target) == STDOUT:
        return
    folder = Path(target).parent
    if not folder.is_dir():
        raise PictureError(f"{target} cannot be written, for {folder} is not a folder: make it, or name another")
    if Path(target).is_dir():
        raise PictureError(f"{target} cannot be written, for it is a folder: name a file in it")


def _unwritable(target: str | Path, error: OSError) -> PictureError:
    reason = (error.strerror or str(error)).lower()
    return PictureError(f"{target} cannot be written ({reason}): name a file in a folder that you may write to")


def _left_as_dot(picture: Picture, target: str | Path, error: NoRenderer) -> PictureError:
    if str(target) == STDOUT:
        return error
    beside = Path(target).with_suffix(".dot")
    write(beside, picture.dot().encode())
    return NoRenderer(f"{target} was not drawn, but its text {beside} was written; {error}")
