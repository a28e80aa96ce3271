"""Is this the same person? Descriptions, how alike they are, and a score with its reasons. Pure: no database, no clock."""
