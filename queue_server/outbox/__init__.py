"""Followers of the journal: what must not be lost is read from it, each at its own bookmark."""
