"""Two records that are one person, or one record of two people."""
