"""Counters, and who is at them."""
