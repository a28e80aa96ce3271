"""The settings of Kith, with the compiled templates kept: every server of a journey, and every worker,
would compile them anew."""

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from kith.config.settings import *  # noqa: F403
from kith.config.settings import HOME, TEMPLATES

# What a template compiles to depends on how the environment is made, too.
_made_by = hashlib.sha256((Path(__file__).parents[1] / "src/kith/design/jinja.py").read_bytes() + version("jinja2").encode())
_compiled = HOME / f"templates-{_made_by.hexdigest()[:12]}"
os.makedirs(_compiled, mode=0o700, exist_ok=True)
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(str(_compiled))  # type: ignore[index]
