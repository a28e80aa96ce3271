"""What Kith does with a whole database: is it fit, what does it hold, backup, restore, upgrade."""
