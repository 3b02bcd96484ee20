"""A name that a student's file does not have: what was meant, and from where it is imported, in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.saying import Run

SAID = {
    # a name that nobody defined
    "from spec.tcp import *\nopning()\n": "there is no name 'opning' here "
    "(did you mean opening or closing or allowing?)",
    "from spec.notation import LOSSY\nLOSY\n": "there is no name 'LOSY' here (did you mean LOSSY?)",
    "from spec.tcp import *\nsend(SEQ==1)\n": "there is no name 'SEQ' here: "
    "write SEQ=..., with one =, to give it in a call",
    "opning()\n": "there is no name 'opning' here (did you mean opening?): write from spec.tcp import opening",
    "from spec.notation import *\nTcp\n": "there is no name 'Tcp' here: write from spec.tcp import Tcp",
    "from spec.tcp import *\nexplore(opening())\n": "there is no name 'explore' here: "
    "write from checker import explore",
    "pront(1)\n": "there is no name 'pront' here (did you mean print?)",
    "zzz\n": "there is no name 'zzz' here: define it above, or import it",
    # a name that a module does not offer
    "from spec.tcp import ESTABLISHD\n": "spec.tcp has no 'ESTABLISHD' (did you mean ESTABLISHED?)",
    "from spec.notation import Machin\n": "spec.notation has no 'Machin' (did you mean Machine?)",
    "from spec.notation import Tcp\n": "spec.notation has no 'Tcp': write from spec.tcp import Tcp",
    "from spec.tcp import explore\n": "spec.tcp has no 'explore': write from checker import explore",
    "import spec.tcp as tcp\ntcp.LAST_AK\n": "spec.tcp has no 'LAST_AK' "
    "(did you mean LAST_ACK or OLD_ACK or DELAYED_ACK?)",
    "import spec.tcp as tcp\ntcp.explore\n": "spec.tcp has no 'explore': write from checker import explore",
    # an attribute of something else
    "from spec.tcp import *\nPERFECT.holdin(3)\n": "'Channel' object has no attribute 'holdin' (did you mean holding?)",
    # a module that there is not
    "from spec.tpc import *\n": "there is no module 'spec.tpc' (did you mean spec.tcp or spec.notation?): "
    "import from spec.tcp, spec.notation, checker, diagrams",
    "import checker.explore\n": "there is no module 'checker.explore': write from checker import explore",
    "import tcpx\n": "there is no module 'tcpx': is it installed here?",
    "from helpes import Hasty\n": "there is no module 'helpes' (did you mean helpers?): is it installed here?",
    # a file beside it
    "from helpers import Haste\n": "helpers has no 'Haste' (did you mean Hasty?)",
    "from queue import Mine\n": "'queue' is Python's own module, and queue.py beside it is not looked for: "
    "give the file another name",
}


@pytest.mark.parametrize("text", SAID)
def test_what_was_meant_is_said_at_the_line(handwave: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "helpers.py").write_text("Hasty = 1\n")
    (tmp_path / "queue.py").write_text("Mine = 1\n")
    (tmp_path / "wrong.py").write_text(text)
    said = handwave("check", "wrong.py:mine")
    assert said.err == f"wrong.py:{text.count(chr(10))}: {SAID[text]}\n"
    assert (said.out, said.status) == ("", 2)
