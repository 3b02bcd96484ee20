"""What verbs say of a model: headings, verdicts, reasons, evidence, as text and as JSON."""
