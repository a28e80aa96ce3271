"""Forms of the front door. They check shape only; the services decide."""
