"""The genogram and the ecomap: what is recorded about a family, drawn, and the same said in words."""
