"""Write models.toml anew from the engine: run it when a count has moved for a reason, and say the reason."""

from pathlib import Path

from checker import explore
from spec.catalogue import MODELS
from spec.notation import Model


def pinned() -> str:
    """The text of models.toml."""
    parts = ["# States, transitions, depth and verdicts of every model; written by tests/pin_models.py.\n"]
    for name, declared in MODELS.items():
        found = explore(declared if isinstance(declared, Model) else declared())
        verdicts = "".join(f'verdicts.{one} = "{answer!r}"\n' for one, answer in found.answers.items())
        counts = f"states = {found.states}\ntransitions = {found.transitions}\ndepth = {found.depth}\n"
        parts.append(f"\n[{name}]\n{counts}{verdicts}")
    return "".join(parts)


if __name__ == "__main__":
    Path(__file__).with_name("models.toml").write_text(pinned(), "utf-8")
