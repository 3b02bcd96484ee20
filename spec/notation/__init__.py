"""The notation: the words in which a protocol is declared.  Standard library only."""

from typing import TYPE_CHECKING

from spec.notation.asking import Asked, Asks, ask, asks
from spec.notation.assumptions import EARLIER, ISN, Assumption, assuming
from spec.notation.chances import Chance
from spec.notation.changes import (
    Change,
    limited,
    more_numbers,
    once_more,
    one_more_forgery,
    one_more_place,
    one_more_tick,
    param_raised,
    variant,
)
from spec.notation.channels import (
    AGED,
    DUPLICATING_BAG,
    LOSSY,
    LOSSY_BAG,
    LOSSY_FIFO,
    PERFECT,
    REORDERING,
    Attacker,
    Channel,
    Hop,
    Store,
)
from spec.notation.errors import SpecError
from spec.notation.events import TICK, Arrival, Call, Event, State, Tick, Timer, arrival, call, timer
from spec.notation.fairness import EVERYTHING, Fairness, strong, weak
from spec.notation.formulas import FALSE, TRUE, Bool, Count, OfA, OfB, Ours, Seq, Theirs, param
from spec.notation.knowledge import HISTORY, STATE, CommonKnowledge, EveryoneKnows, Knows, WhoKnows, fact
from spec.notation.lemmas import INTEGER, RULE, WORD, Lemma, Theory
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.machines import Machine
from spec.notation.messages import Amount, ControlBits, Flying, Message, Number, Send
from spec.notation.models import Model, between, model
from spec.notation.nodes import End
from spec.notation.offering import offer
from spec.notation.properties import (
    A,
    Always,
    AlwaysPossible,
    B,
    Cheapest,
    NeverStuck,
    Property,
    Sometimes,
    nothing_in_flight,
)
from spec.notation.row_changes import altered, struck
from spec.notation.rows import CONTINUE, RETURN, Effect, Row, row
from spec.notation.systems import Limits, Numbers, Start, System, any_of, at, fresh
from spec.notation.variables import Counter, EnumVar, Flag, History, SeqVar, Variables

if TYPE_CHECKING:
    from spec.notation.invariants import Induction, Invariant, chosen, to_A, to_B
else:
    __getattr__, __dir__ = offer(__name__)  # type checkers would take any name for one that is offered

__all__ = [
    "AGED",
    "CONTINUE",
    "DUPLICATING_BAG",
    "EARLIER",
    "EVERYTHING",
    "FALSE",
    "HISTORY",
    "INTEGER",
    "ISN",
    "LOSSY",
    "LOSSY_BAG",
    "LOSSY_FIFO",
    "PERFECT",
    "REORDERING",
    "RETURN",
    "RULE",
    "STATE",
    "TICK",
    "TRUE",
    "WORD",
    "A",
    "Always",
    "AlwaysPossible",
    "Amount",
    "Arrival",
    "Asked",
    "Asks",
    "Assumption",
    "Attacker",
    "B",
    "Bool",
    "Call",
    "Chance",
    "Change",
    "Channel",
    "Cheapest",
    "CommonKnowledge",
    "ControlBits",
    "Count",
    "Counter",
    "Effect",
    "End",
    "EnumVar",
    "Event",
    "Eventually",
    "EveryoneKnows",
    "Fairness",
    "Flag",
    "Flying",
    "History",
    "Hop",
    "Induction",
    "Invariant",
    "Knows",
    "LeadsTo",
    "Lemma",
    "Limits",
    "Machine",
    "Message",
    "Model",
    "NeverStuck",
    "Number",
    "Numbers",
    "OfA",
    "OfB",
    "Ours",
    "Property",
    "Row",
    "Send",
    "Seq",
    "SeqVar",
    "Sometimes",
    "SpecError",
    "Start",
    "State",
    "Store",
    "System",
    "Theirs",
    "Theory",
    "Tick",
    "Timer",
    "Variables",
    "WhoKnows",
    "altered",
    "any_of",
    "arrival",
    "ask",
    "asks",
    "assuming",
    "at",
    "between",
    "call",
    "chosen",
    "fact",
    "fresh",
    "limited",
    "model",
    "more_numbers",
    "nothing_in_flight",
    "once_more",
    "one_more_forgery",
    "one_more_place",
    "one_more_tick",
    "param",
    "param_raised",
    "row",
    "strong",
    "struck",
    "timer",
    "to_A",
    "to_B",
    "variant",
    "weak",
]
