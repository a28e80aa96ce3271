"""The documents that are made from the code, one module for each. Importing this makes Django ready."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("KITH_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

import django  # noqa: E402  it reads the settings named above
from django.apps import apps  # noqa: E402

if not apps.ready:
    django.setup()
