"""How Sphinx builds the pages: ``python3 bootstrap.py docs`` writes them into ``build/docs``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

project = "handwave"
extensions = ["myst_parser", "docs.making.extension"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["making"]
html_theme = "furo"
html_title = "handwave"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
nitpicky = True
html_static_path = ["static"]
html_css_files = ["handwave.css"]
