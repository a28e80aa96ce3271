"""Kith: one family, one story, one lead practitioner, one assessment, one plan."""

__version__ = "0.1.0"
