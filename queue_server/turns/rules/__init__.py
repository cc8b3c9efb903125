"""Whose turn it is, and what a ticket, its number and its key are."""
