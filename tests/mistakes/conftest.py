"""The declarations here are wrong on purpose: pytest imports none of them, ``test_mistakes.py`` runs them."""

collect_ignore_glob = ["*/*.py"]
