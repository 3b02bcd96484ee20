"""The numbers of a run and those of the kernel: the same but for where they begin."""

from __future__ import annotations

from dataclasses import dataclass

from checker.packets.reading.sequence import SPACE, ahead


@dataclass
class Counted:
    """The numbers that count one end's octets; ``table`` stands for the kernel's ``true``.

    >>> numbers = Counted(1024, table=100, true=2**32 - 1)
    >>> numbers.true_of(102), numbers.true_of(99), numbers.table_of(1)
    (1, 4294967294, 102)
    """

    modulus: int
    table: int = 0
    true: int = 0

    def true_of(self, number: int) -> int:
        """What a number of the table is in the kernel: as far before or behind."""
        half = self.modulus // 2
        return (self.true + (number - self.table + half) % self.modulus - half) % SPACE

    def table_of(self, number: int) -> int:
        """What a number of the kernel is in the table."""
        return (self.table + ahead(number, self.true)) % self.modulus

    def begins(self, table: int, true: int) -> None:
        """From here on that number stands for the other."""
        self.table, self.true = table, true

    def goes_on_to(self, table: int) -> None:
        """What is near is counted from there: a table has few numbers, and they come again."""
        self.table, self.true = table, self.true_of(table)
