"""Taking a step back in which a bound of the search is met: nothing has happened then."""

from __future__ import annotations

from collections.abc import Mapping

from checker.export.promela.names import identifier, indented
from checker.export.promela.remembering import Remembering
from checker.export.promela.vocabulary import Vocabulary, plain, typed
from checker.export.promela.ways import Way
from spec.notation.nodes import End, Var


class Undo:
    """Keeps what one end may change, and puts it back."""

    def __init__(self, words: Vocabulary, end: End, histories: Mapping[tuple[End, Var], Remembering], out: Way) -> None:
        self.keep, self.back = (f"{words.names.new(f'{verb}_{end}')}();" for verb in ("keep", "put_back"))
        own = [(words.state[end], "mtype")]
        own += [(words.variables[end, var], typed(var, words.system)) for var in plain(words.frames[end])]
        kept = [one for (owner, _), history in histories.items() if owner == end for one in history.variables()]
        self._copies = [
            (name, words.names.new(f"was_{identifier(name)}"), kind) for name, kind in own + kept + out.kept()
        ]
        self._sent = getattr(out, "sent", "") if out.queue else ""

    def declared(self) -> list[str]:
        """The copies, which are no part of a state."""
        return [f"hidden {'byte' if kind == 'bool' else kind} {copy};" for _, copy, kind in self._copies]

    def inlines(self) -> list[str]:
        """How they are made, and used."""
        keep = [f"{copy} = {name};" for name, copy, _ in self._copies]
        back = [f"{name} = {copy};" for name, copy, _ in self._copies]
        forget = [f"{self._sent} = 0;"] if self._sent else []
        return [
            *(f"inline {self.keep[:-3]}() {{", *indented(keep), "}"),
            *(f"inline {self.back[:-3]}() {{", *indented([*back, *forget]), "}"),
        ]
