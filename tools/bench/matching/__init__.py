"""What Kith's matching of people is measured on, and against. See README.md."""
