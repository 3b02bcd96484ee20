"""The documentation: its pages, and what makes and checks them (``docs.making``)."""
