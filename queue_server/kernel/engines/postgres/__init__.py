"""The engine for many halls."""
