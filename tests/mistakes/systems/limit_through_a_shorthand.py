"""What a shorthand of handwave is given is the student's."""

from spec.tcp.systems import opening
from spec.tcp.variables import CLOSE

client = opening(
    at_most={CLOSE: "once"},
)
