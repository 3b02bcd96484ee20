"""What a model asks: names written once, verdicts and mutants beside them, mistakes told in one sentence."""

from __future__ import annotations

from spec import notation as n
from spec.tcp import ESTABLISHED, opening
from spec.tcp.properties import opening as p
from spec.tcp.variants.openings import TwoWay

TAKES_ANY_SYN = n.variant(B=TwoWay)
here_too = n.Sometimes("B is there", n.B.is_in(ESTABLISHED))


def test_a_property_has_the_name_under_which_its_module_has_it() -> None:
    assert list(n.asks(p.agreement, p.completes)) == ["agreement", "completes"]


def test_a_property_of_the_same_file_has_its_name_there() -> None:
    assert list(n.asks(here_too)) == ["here_too"]


def test_a_property_of_the_same_function_has_its_name_there() -> None:
    only_here = n.Sometimes("B is there", n.B.is_in(ESTABLISHED))
    assert list(n.asks(only_here)) == ["only_here"]


def test_a_property_without_a_name_is_given_one() -> None:
    asked = n.asks(gets_there=n.Sometimes("B is there", n.B.is_in(ESTABLISHED)))
    assert list(asked) == ["gets_there"]


def test_the_name_given_where_it_is_asked_comes_before_its_own() -> None:
    assert list(n.asks(agree=p.agreement)) == ["agree"]


def test_a_model_takes_verdicts_and_mutants_from_its_questions() -> None:
    asked = n.asks(
        p.completes,
        n.ask(p.agreement, broken_by=TAKES_ANY_SYN),
        n.ask(p.not_alone, "VIOLATED"),
    )
    model = n.Model(opening(), asked)
    assert [model.expected(name) for name in model.properties] == ["POSSIBLE", "HOLDS", "VIOLATED"]
    assert model.mutants_of("agreement") == (TAKES_ANY_SYN,)
    assert model.mutants_of("not_alone") == ()


def test_a_model_keeps_the_order_of_its_questions() -> None:
    model = n.Model(opening(), n.asks(p.not_alone, p.completes, p.agreement))
    assert list(model.properties) == ["not_alone", "completes", "agreement"]
