"""What makes the documentation: outputs and numbers written into the pages, and pages written from the code.

``python -m docs.making.refresh`` runs every command that a page shows, and writes down what it prints.
"""
