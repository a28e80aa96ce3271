"""People of the demonstration: who the families are, what worries them, who works with them, and what is recorded of them."""
