"""All verbs of the command, each in a module that is imported when it is used; the words of ``handwave --help``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import cast

from checker.command.outcomes import MEANINGS, Exit, Refused
from checker.command.version import version
from checker.languages.speech import tr

VERBS: Mapping[str, str] = {
    "list": "every model, and what is expected of it",
    "rows": "the table of a protocol as the RFC reads: state, event, condition, what is done, next state, section",
    "check": "explore every reachable state; a verdict for each property (no model: all of them)",
    "pairs": "which states both ends can be in at once, and what that decides without the whole graph",
    "sweep": "a property over a range of a parameter: where it is made or broken",
    "why": "why a protocol is as it is; why a property is violated, and what would repair it",
    "compare": "two models side by side: verdicts, costs, states, rows, the shortest schedule on which they part",
    "trace": "the counterexample or witness of one property, as a ladder",
    "draw": "pictures: machines, reachable graphs, sequence charts",
    "figures": "all pictures of a document, from a list: what has changed is drawn again",
    "explore": "a page for a browser, to click through a model's states",
    "knows": "who knows what after which message, and why not more",
    "conditions": "all 2^32 numbers: what holds for each, and under which condition the rest fails",
    "prove": "arguments for all numbers: their lemmas, proved by a solver",
    "export": "a model as a Promela text, for the model checker Spin",
    "walk": "a walk from a seed, or step by step by hand (--interactive), as a ladder",
    "claims": "what five articles claim, each with the verdict that runs give",
    "scenario": "a run written as the figures of RFC 9293 are, followed step by step",
    "mutate": "whether every row of the table matters to some scenario or property",
    "ladder": "a packet capture (pcap or pcapng), as a ladder",
    "conform": "whether the table allows what one end of a packet capture sent",
    "replay": "a run, one end of it played by the kernel of this machine: where kernel and table part",
}
"""What each verb does, in one line; its module in :mod:`checker.command.verbs` has its name."""


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit status."""
    verb, rest = next(iter(arguments), ""), arguments[1:]
    if verb in VERBS:
        main = import_module(f"checker.command.verbs.{verb}").main
        return cast(Callable[[Sequence[str]], int], main)(rest)
    if verb in ("--help", "-h", "help"):
        print(_help())
        return Exit.AS_EXPECTED
    if verb == "--version":
        print(version())
        return Exit.AS_EXPECTED
    if not verb:
        print(_help(), file=sys.stderr)
        return Exit.WRONG
    raise Refused(_unknown(verb))


def _help() -> str:
    lines = [f"  {verb:<12}{tr(about)}" for verb, about in VERBS.items()]
    return "\n".join(
        [
            tr("usage: handwave VERB ..."),
            "",
            tr("A model-checked specification of TCP connection management."),
            "",
            tr("verbs ('handwave VERB --help' says more of one):"),
            *lines,
            "",
            tr("options:"),
            "  --help, --version",
            "  --lang zh   " + tr("with any verb: answer in Chinese, or in English (en); else as the locale says"),
            "  --debug     " + tr("with any verb: the traceback of an error of handwave's own"),
            "",
            tr(MEANINGS).rstrip(),
        ]
    )


def _unknown(verb: str) -> str:
    from spec.notation.nearest import nearest

    if verb.startswith("-"):
        return f"{verb} is no option here: write a verb first, one of {', '.join(VERBS)}"
    return f"there is no verb '{verb}'{nearest(verb, VERBS)}: write one of {', '.join(VERBS)}"
