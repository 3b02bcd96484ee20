"""What a student imports: all that a homework needs, with words, and no more is loaded than what is asked for."""

from __future__ import annotations

import ast
import enum
import inspect
import operator
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

import checker
import diagrams
import spec.notation
import spec.tcp
from checker import conditions, conform, explore
from spec.catalogue import MODELS
from spec.notation import Always, B, Call, Machine, Property, Sometimes, State, Timer
from spec.notation.models import Model
from spec.notation.offering import offered
from spec.tcp import ISS, SYN_RECEIVED, table, variables
from spec.tcp.properties import closing, data, opening
from spec.tcp.variants import linux, mutants, openings, pacing, permitted, readings, unnumbered, watched

CAPTURE = Path(__file__).parents[1] / "packets/captures/kernel/n01_wrong_synack_accepted.client.pcap"
FACES = (spec.tcp, spec.notation)
VARIANTS = (openings, readings, permitted, linux, pacing, mutants, unnumbered, watched)


def star(module: ModuleType) -> dict[str, object]:
    """What a star import brings."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "homework.py")
        file.write_text(f"from {module.__name__} import *\n", "utf-8")
        return {name: one for name, one in runpy.run_path(str(file)).items() if not name.startswith("__")}


def public(module: ModuleType) -> list[str]:
    names: list[str] = vars(module).get("__all__") or list(offered(module.__name__))
    return names


def of_kind(module: ModuleType, kind: type | tuple[type, ...]) -> set[str]:
    return {name for name, one in vars(module).items() if isinstance(one, kind) and not name.startswith("_")}


class TestTheStarImport:
    @pytest.mark.parametrize("face", [*FACES, checker, diagrams], ids=lambda face: face.__name__)
    def test_brings_what_the_package_offers_by_its_name(self, face: ModuleType) -> None:
        found = star(face)
        assert sorted(found) == sorted(public(face))
        assert all(one is getattr(face, name) for name, one in found.items())

    def test_brings_no_module(self) -> None:
        assert [name for name, one in star(spec.tcp).items() if isinstance(one, ModuleType)] == []

    def test_brings_all_eleven_states_and_all_fourteen_calls_and_timers(self) -> None:
        names = star(spec.tcp).keys()
        assert len(of_kind(variables, State) & names) == 11
        assert len(of_kind(variables, (Call, Timer)) & names) == 14

    def test_brings_every_control_bit_variable_and_parameter_of_tcp(self) -> None:
        own = {
            name
            for name, one in vars(variables).items()
            if name not in vars(spec.notation) and not name.startswith("_") and not isinstance(one, ModuleType)
        }
        assert own - {"annotations", "fault", "here", "spelt", "Mapping"} <= star(spec.tcp).keys()
        assert {"SYN", "ACK", "FIN", "RST"} <= star(spec.tcp).keys()

    @pytest.mark.parametrize("model", ["three-way", "two-way", "closing", "close-wait"])
    def test_brings_every_property_that_a_first_model_prints(self, model: str) -> None:
        first = MODELS[model]
        assert isinstance(first, Model)
        assert set(first.properties) <= star(spec.tcp).keys()

    def test_brings_every_name_that_a_row_of_the_table_is_written_with(self) -> None:
        written = {node.id for node in ast.walk(ast.parse(inspect.getsource(table.Tcp))) if isinstance(node, ast.Name)}
        assert {name for name in written if hasattr(table, name)} <= star(spec.tcp).keys() | {"__doc__"}

    def test_brings_the_properties_of_opening_closing_and_data(self) -> None:
        names = star(spec.tcp).keys()
        for module in (opening, closing, data):
            assert of_kind(module, get_args(Property)) <= names

    def test_brings_every_variant(self) -> None:
        declared = {
            name
            for module in VARIANTS
            for name, one in vars(module).items()
            if isinstance(one, type) and issubclass(one, Machine) and one.__module__ == module.__name__
        }
        assert declared <= star(spec.tcp).keys()


def test_a_name_is_the_same_by_either_way_of_importing() -> None:
    import spec.tcp as tcp

    assert tcp.closing is star(spec.tcp)["closing"]
    assert tcp.LAST_ACK is variables.LAST_ACK


def test_a_name_that_is_not_offered_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError) as refused:
        operator.attrgetter("LAST_AK")(spec.tcp)
    assert str(refused.value) == "module 'spec.tcp' has no attribute 'LAST_AK'"


def test_to_import_a_module_of_tcp_loads_neither_the_table_nor_the_variants() -> None:
    code = "import sys, spec.tcp.variables; print(*(one for one in sys.modules if one.startswith('spec.tcp')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["spec.tcp", "spec.tcp.variables"]


HOMEWORK = """from spec.tcp import *


class Impatient(Tcp):
    \"\"\"A server that closes as soon as the client has.\"\"\"

    fin = Tcp.fin.but(do=[*Tcp.fin.do, SND.CLOSING.set_to(TRUE)])


class Hurried(Tcp):
    \"\"\"A client that does not wait in TIME-WAIT.\"\"\"

    fin_last = Tcp.fin_last.but(do=[send(SEQ=SND.NXT, ACK=RCV.NXT + 1, CTL=ACK), *delete_tcb], to=CLOSED, then=RETURN)


b_waits = Sometimes("B waits for the ACK of its FIN", B.is_in(LAST_ACK))
no_reset_to_b = Always("nothing resets B while it waits", B.is_in(LAST_ACK).implies(~B.gets(rcv(RST))), b_waits)
impatient = Model(closing(server=Impatient, at_most={("B", CLOSE): 0}), asks(closes, can_close, three_segments))
hurried = Model(closing(Hurried), asks(ask(no_reset_to_b, "VIOLATED"), all_gone))
whole = Model(connection(), asks(agreement, closes, can_close))
"""


def test_a_homework_about_closing_needs_no_other_import(tmp_path: Path) -> None:
    (tmp_path / "homework.py").write_text(HOMEWORK, "utf-8")
    written = runpy.run_path(str(tmp_path / "homework.py"))
    found = [explore(written[name]) for name in ("impatient", "hurried", "whole")]
    verdicts = [{name: str(answer.verdict) for name, answer in one.answers.items()} for one in found]
    assert verdicts == [
        {"closes": "POSSIBLE", "can_close": "HOLDS", "three_segments": "POSSIBLE"},
        {"no_reset_to_b": "VIOLATED", "all_gone": "POSSIBLE"},
        {"agreement": "HOLDS", "closes": "POSSIBLE", "can_close": "HOLDS"},
    ]


class TestEachPublicName:
    """That each has words at all is tested with the page that prints them, in ``tests/docs``."""

    @pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
    def test_that_may_refuse_says_so(self, face: ModuleType) -> None:
        silent = [name for name, one in star(face).items() if refuses(one) and "SpecError" not in said(one) + name]
        assert silent == []

    def test_of_tcp_that_is_a_function_or_a_variant_says_its_source_or_its_idea(self) -> None:
        short = [
            name
            for name, home in offered("spec.tcp").items()
            if home.module.startswith("spec.tcp") and callable(one := getattr(spec.tcp, name)) and len(said(one)) < 20
        ]
        assert short == []

    def test_that_makes_a_system_names_the_section_of_the_rfc(self) -> None:
        for one in (spec.tcp.opening, spec.tcp.closing, spec.tcp.connection):
            assert "RFC 9293 3." in said(one)

    def test_that_is_a_sequence_variable_says_whose_octets_it_counts(self) -> None:
        assert "our octets" in said(spec.tcp.SND)
        assert "the peer's octets" in said(spec.tcp.RCV)
        assert "SEQ counts the sender's octets, ACK ours" in said(spec.tcp.SEG)


def said(one: object) -> str:
    return inspect.getdoc(one) or ""


def refuses(one: object) -> bool:
    """Whether the source of a class or function of ours makes a SpecError itself."""
    if not (isinstance(one, type) or inspect.isroutine(one)) or isinstance(one, enum.EnumMeta):
        return False
    try:
        source = inspect.getsource(inspect.unwrap(one))
    except (TypeError, OSError):
        return False
    return "fault(" in source or "SpecError(" in source.partition(":")[2]


class TestWhatIsPrinted:
    def test_a_run_is_printed_as_its_ladder_and_named_in_a_line(self) -> None:
        system = spec.tcp.opening(server=spec.tcp.TwoWay, in_flight=(spec.tcp.OLD_SYN,))
        run = explore(system, [spec.tcp.not_a_ghost]).trace(spec.tcp.not_a_ghost)
        assert repr(run) == "<B is ESTABLISHED only with a number that A opened with: 1 step>"
        assert (
            "\n" + str(run)
            == """
B is ESTABLISHED only with a number that A opened with

    A                                                  B
    CLOSED                                             LISTEN       <SEQ=90><CTL=SYN> to B in flight
1.  (duplicate) ... <SEQ=90><CTL=SYN>              --> ESTABLISHED  B: [listen_syn, 3.10.7.2 third]
                                                                    VIOLATED here
                ... <SEQ=300><ACK=91><CTL=SYN,ACK> <-- ESTABLISHED"""
        )

    def test_an_answer_for_all_numbers_is_a_line_with_its_condition(self) -> None:
        asked = {"own": Always("B's second is not 9", ~(B[ISS] == 9), Sometimes("it answers", B.is_in(SYN_RECEIVED)))}
        found = conditions(spec.tcp.opening(), asked)
        assert str(found) == "own: VIOLATED if B's ISN = 9: 1 choice in 2^32"
        assert not found.answer("own")

    def test_a_capture_is_judged_in_a_line(self) -> None:
        (client,) = conform(CAPTURE, "client")
        assert repr(client) == "<192.0.2.1:40001 to 192.0.2.2:7001, at the client: NOT ALLOWED at segment 3>"
        assert not client
