"""Random worlds: who sees which row, said once more from the rules alone, and compared with what the database answers."""
