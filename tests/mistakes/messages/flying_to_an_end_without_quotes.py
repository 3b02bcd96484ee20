"""An end in place of its name."""

SEG.flying(B, SEQ=100)
