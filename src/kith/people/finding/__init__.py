"""Finding people: one engine behind the front door, search, the API and lists."""
