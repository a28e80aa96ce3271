"""What is recorded of persons and families: reading it, and the rules and services that change it."""
