"""Services that change the record: one verb, one intention. Other rooms call them through ``kith.people.services``."""
