"""The maximum segment size: announced by each end, for the other way; not negotiated."""
