"""The plugin for pytest that `pytest_affected.py` is.

It is loaded under a name that no file has: where coverage measures the folder that we are installed in, it would measure us.
"""

import os

with open(os.path.join(os.path.dirname(__file__), "pytest_affected.py"), encoding="utf-8") as source:
    exec(compile(source.read(), "<lattice-hooks>", "exec"))
