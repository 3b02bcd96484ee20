"""The verb ``figures``: all pictures of a document, from a list; only what has changed is written again.

The letters of all are of one size, the smallest that one of them has; one that was forced to be smaller does not count.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import shlex
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from math import inf
from pathlib import Path
from urllib.parse import quote

from checker.command.options import Parser
from checker.command.outcomes import Exit, Refused
from checker.command.writing import noting
from diagrams.rendering.drawing import Written, format_of, write
from diagrams.rendering.fit import ALIKE
from diagrams.rendering.style import SMALLEST
from diagrams.rendering.tikz import in_tex
from diagrams.rendering.words import Words, pages_of, words_of
from spec.notation.letters import escaped

VERBS = ("draw", "trace", "scenario", "why", "walk", "claims", "ladder", "conform")
"""Those that draw."""
EXAMPLE = '"ghost.pdf" = "draw two-way-old-syn --trace not_a_ghost"'
"""A line of a list."""


class FiguresOptions(argparse.Namespace):
    """What ``figures`` was asked."""

    list: str
    snippets: str | None


def main(arguments: Sequence[str]) -> int:
    """Draw what has changed; the exit status."""
    parser = Parser("figures", "All pictures of a document: each line of a TOML file is a name and what draws it.")
    parser.add_argument("list", metavar="LIST.toml", help=f"lines such as {EXAMPLE}")
    how = f"also print how a document includes them, with words for who does not see them: {', '.join(SNIPPETS)}"
    parser.add_argument("--snippets", choices=SNIPPETS, help=how)
    options = parser.parse_args(arguments, FiguresOptions())
    asked = _read(Path(options.list))
    folder = Path(options.list).parent
    with tempfile.TemporaryDirectory() as scratch:
        files = list(_in_one_size(asked, folder, Path(scratch)))
        drawn = [_put((folder / name).with_name(file.name), file, said) for name, file, said in files]
        for _, line in drawn:
            print(line, file=sys.stderr if options.snippets else sys.stdout)
    if options.snippets:
        worded = ((file, words_of(file)) for file, _ in drawn)
        told = [
            (file.relative_to(folder).as_posix(), words, page)
            for file, words in worded
            if words is not None
            for page in (range(1, pages_of(file) + 1) if options.snippets == "latex" else (1,))
        ]
        # a blank line between them, or a document sets one beside the other
        print("\n\n".join(SNIPPETS[options.snippets](*each) for each in told))
    return Exit.AS_EXPECTED


def _read(path: Path) -> Mapping[str, str]:
    """The names and the commands.  Refused where the file is no such list."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{path} cannot be read ({getattr(error, 'strerror', None) or error}): name a TOML file"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{path} is not TOML ({error}): write lines such as {EXAMPLE}") from None
    for name, command in found.items():
        if not isinstance(command, str):
            raise Refused(f"{path}, {name}: a name and a command are asked for, both in quotes, as in {EXAMPLE}")
        if re.search(r"\s-o\b|\s--output\b", command):
            raise Refused(f"{path}, {name}: the name is where it is written: leave out -o")
        format_of(name)  # it is one: told before anything is drawn
    return found


def _in_one_size(asked: Mapping[str, str], folder: Path, scratch: Path) -> Iterator[tuple[str, Path, str]]:
    """Draw them there: the name in the list, the file, and what is said of it."""
    made: dict[str, Sequence[Written]] = {}
    for place, (name, command) in enumerate(asked.items()):
        made[name] = _drawn(name, command, folder, scratch / str(place))
    least = min((one.letter for files in made.values() for one in files if one.letter >= SMALLEST), default=inf)
    for place, (name, command) in enumerate(asked.items()):
        if any(one.letter > least + ALIKE for one in made[name]):
            made[name] = _drawn(name, f"{command} --letters {least}", folder, scratch / str(place))
        yield from ((name, Path(one.file), one.said) for one in made[name])


def _drawn(name: str, command: str, folder: Path, scratch: Path) -> Sequence[Written]:
    """Draw it there; the files."""
    verb, *words = shlex.split(command.removeprefix("handwave ")) or [""]
    if verb not in VERBS:
        raise Refused(f"{name}: '{verb}' draws nothing: begin the command with one of {', '.join(VERBS)}")
    run: Callable[[Sequence[str]], int] = import_module(f"checker.command.verbs.{verb}").main
    scratch.mkdir(exist_ok=True)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.chdir(folder), noting() as made:
        status = run([*words, "-o", str(scratch / Path(name).name)])
    if not made:
        raise Refused(f"{name}: 'handwave {command}' drew nothing (exit status {status})")
    return made


def _put(target: Path, file: Path, said: str) -> tuple[Path, str]:
    """Put in place what differs from what is there; what is said of it."""
    same = target.exists() and target.read_bytes() == file.read_bytes()
    if not same:
        write(target, file.read_bytes())
    return target, escaped(f"{target}: {'as it was' if same else 'written'}, {said}")


def _latex(file: str, words: Words, page: int) -> str:
    if file.endswith(".svg"):
        return f"% {file}: LaTeX takes pdf, png or tex"
    if re.search(r"[#%{}\\~^$&]", file):
        return f"% {file}: LaTeX takes no file with one of # % {{ }} \\ ~ ^ $ & in its name"
    shown = f"page={page}," if page > 1 else ""
    alt = f"{shown}alt={{{in_tex(words.description)}}}"
    return "\n".join(
        [
            "\\begin{figure}",
            "  \\centering",
            f"  \\input{{{file}}}" if file.endswith(".tex") else f"  \\includegraphics[{alt}]{{{file}}}",
            f"  \\caption{{{in_tex(words.title)}}}",
            f"  \\label{{fig:{Path(file).stem}{f'-{page}' if page > 1 else ''}}}",
            "\\end{figure}",
        ]
    )


def _markdown(file: str, words: Words, page: int) -> str:
    """A picture; who does not see it reads its description."""
    plain = re.sub(r"([\\\[\]<>*_`&!$~|])", r"\\\1", words.description)
    return f"![{plain}]({quote(file)})"


def _sphinx(file: str, words: Words, page: int) -> str:
    title = re.sub(r"([\\*_`|])", r"\\\1", words.title)
    return f".. figure:: {file}\n   :alt: {words.description}\n\n   {title}"


SNIPPETS: Mapping[str, Callable[[str, Words, int], str]] = {"latex": _latex, "markdown": _markdown, "sphinx": _sphinx}
"""How each kind of document includes a picture."""
