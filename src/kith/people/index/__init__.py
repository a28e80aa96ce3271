"""What people are found by: keys, the table they are kept in, and persons fetched as the score compares them."""
