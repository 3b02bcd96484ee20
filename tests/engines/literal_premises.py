"""The premises of implications, by the letter: what has to be reached for a formula to say something."""

from __future__ import annotations

from spec.notation.formulas import TRUE, Bool
from spec.notation.nodes import All, Named, Node, Not, Some, children


def premises(formula: Bool, behind: Bool = TRUE) -> list[Bool]:
    """Each premise together with those behind which it stands."""
    node = formula.node
    if isinstance(node, Named):
        return premises(Bool(node.part), behind)
    if isinstance(node, Some) and len(node.parts) == 2 and isinstance(node.parts[0], Not):
        premise = Bool(node.parts[0].part)
        here = behind & _reached(premise)
        return [here, *premises(premise), *premises(Bool(node.parts[1]), here)]
    if isinstance(node, All | Some):
        return [one for part in node.parts for one in premises(Bool(part), behind)]
    return [one for part in children(node) for one in _anywhere(part)]


def _reached(premise: Bool) -> Bool:
    """The premise without what it excepts, where it says anything else."""
    node, needed = premise.node, None
    for part in node.parts if isinstance(node, All) else (node,):
        if not isinstance(part, Not):
            needed = Bool(part) if needed is None else needed & Bool(part)
    return premise if needed is None else needed


def _anywhere(node: Node) -> list[Bool]:
    """Those of a part that is no conjunct, such as what is denied."""
    if isinstance(node, All | Some | Named | Not):
        return premises(Bool(node))
    return [one for part in children(node) for one in _anywhere(part)]
