"""The queue of one hall: its rules, its memory, its pages and its live messages."""

__version__ = "0.2.0"
