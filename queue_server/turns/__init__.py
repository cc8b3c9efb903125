"""Turns: numbers, whose turn it is, and every press on a ticket."""
