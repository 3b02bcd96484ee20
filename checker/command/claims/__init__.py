"""What the verb ``claims`` prints: runs, verdicts, the table, the page of one claim."""
