"""Lists of people: brought in, answered, learnt from, and joined to families."""
