"""The embedded engine: one file."""
