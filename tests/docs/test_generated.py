"""The pages that are written from the code when the documentation is built."""

from __future__ import annotations

from checker.command.all_verbs import VERBS
from docs.making.catalogue import catalogue_page
from docs.making.markdown import inline, paragraphs
from docs.making.reference import public_names
from docs.making.sources import members, written_beside
from docs.making.verbs import verbs_page
from spec.catalogue import MODELS


def test_what_markdown_would_read_as_markup_is_escaped_and_code_stays_code() -> None:
    assert inline("``SND.UNA`` =< A_number, :func:`explore` <CTL=SYN>") == (
        r"`SND.UNA` =\< A\_number, `explore` \<CTL=SYN\>"
    )


def test_a_docstring_becomes_paragraphs_and_its_examples_code() -> None:
    docstring = """First line.

    Write it so::

        b = a | c

    >>> 1 + 1
    2
    """
    assert paragraphs(docstring) == (
        "First line.\n\nWrite it so:\n\n```text\n    b = a | c\n```\n\n```text\n>>> 1 + 1\n2\n```"
    )


def test_the_words_beside_a_value_are_found_where_it_was_imported_from() -> None:
    assert written_beside("spec.tcp", "ISS") == "initial send sequence number"
    assert written_beside("spec.tcp", "OLD_SYN") == (
        "A SYN of an earlier connection, on its way to B (RFC 9293 figure 8)."
    )


def test_the_variables_of_a_class_come_with_their_kind_and_their_words() -> None:
    assert members("spec.tcp.variables", "SND")[1] == ("UNA", "SeqVar(Ours)", "oldest number not yet acknowledged")


def test_a_long_signature_has_a_line_for_each_parameter() -> None:
    opening = next(one for one in public_names("spec.tcp") if one.name == "opening")
    assert opening.signature.splitlines()[:4] == [
        "opening(",
        "    client: type[Machine] = Tcp,",
        "    server: type[Machine] = Tcp,",
        "    channel: Channel = LOSSY,",
    ]
    assert opening.signature.splitlines()[-1] == ") -> System"


def test_the_catalogue_has_every_model_with_its_verdicts() -> None:
    page = catalogue_page()
    assert [line.removeprefix("### ") for line in page.splitlines() if line.startswith("### ")] == list(MODELS)
    assert "| `was_there` | VIOLATED in 2 steps | B is ESTABLISHED only with numbers with which A is, or was," in page


def test_the_page_of_the_command_has_every_verb_with_its_options() -> None:
    page = verbs_page()
    assert [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")] == list(VERBS)
    assert "usage: handwave check [-h]" in page
