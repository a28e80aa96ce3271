"""The demonstration: families who do not exist, made by driving the same services that people use."""
