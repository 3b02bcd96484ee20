"""The languages that the command speaks: English, which is written in the code, and what a catalogue translates."""
