"""The declarations here are wrong on purpose: pytest does not import them, ``test_mistakes.py`` runs them."""

collect_ignore_glob = ["*/*.py"]
