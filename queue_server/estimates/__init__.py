"""How long the wait will be."""
