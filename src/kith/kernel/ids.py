"""Identifiers made by the program, never by the database.

Row-level security refuses ``INSERT … RETURNING`` by someone who may not read the row back, so every primary key is known before
the row is written. UUIDs of version 7 (RFC 9562) sort by time, which keeps indexes compact.
"""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """Return a new time-ordered UUID, version 7 (RFC 9562, section 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (random >> 62 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=value)
