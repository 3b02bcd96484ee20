"""Strong components of a part of a graph, without recursion (Tarjan, Depth-first search and linear graph algorithms,
SIAM J. Comput. 1, 1972).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from checker.search.clock import Clock


class Components:
    """Finds strong components within groups of states; every state is in one group, or in none (0)."""

    def __init__(self, starts: array[int], targets: array[int], clock: Clock) -> None:
        self.starts, self.targets, self.clock = starts, targets, clock
        size = len(starts) - 1
        self.group = array("q", bytes(8 * size))
        """Which group a state is in: components are sought within one group at a time."""
        self._groups = 0
        self._index = array("q", bytes(8 * size))
        self._low = array("q", bytes(8 * size))
        self._edge = array("q", bytes(8 * size))

    def put(self, states: Sequence[int]) -> int:
        """Put the states into a group of their own; its number."""
        self._groups += 1
        for state in states:
            self.group[state] = self._groups
        return self._groups

    def drop(self, states: Sequence[int]) -> None:
        """Take the states out of every group."""
        for state in states:
            self.group[state] = 0

    def of(self, states: Sequence[int]) -> Iterator[list[int]]:
        """The strong components of the group that these states are; each is out of it when it is given."""
        for state in states:
            self._index[state] = 0
        mine = self.put(states)
        count = 0
        for root in states:
            if not self._index[root]:
                for one in self._from(root, mine, count):
                    count += len(one)
                    yield one

    def _from(self, root: int, mine: int, count: int) -> Iterator[list[int]]:
        """The components that can be reached from a root; ``count`` states have an index already."""
        index, low, edge, group = self._index, self._low, self._edge, self.group
        starts, targets = self.starts, self.targets
        count += 1
        index[root] = low[root] = count
        edge[root] = starts[root]
        path, open_ = [root], [root]
        while path:
            state = path[-1]
            at = edge[state]
            if at < starts[state + 1]:
                edge[state] = at + 1
                target = targets[at]
                if group[target] != mine:
                    continue
                if not index[target]:
                    count += 1
                    index[target] = low[target] = count
                    edge[target] = starts[target]
                    path.append(target)
                    open_.append(target)
                elif index[target] < low[state]:
                    low[state] = index[target]
                continue
            path.pop()
            self.clock.tick()
            if path and low[state] < low[path[-1]]:
                low[path[-1]] = low[state]
            if low[state] == index[state]:
                place = _last(open_, state)
                component = open_[place:]
                del open_[place:]
                self.drop(component)
                yield component


def _last(states: list[int], state: int) -> int:
    """Where a state stands, looked for from the end."""
    place = len(states) - 1
    while states[place] != state:
        place -= 1
    return place
