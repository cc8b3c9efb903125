"""The queue of one hall: its rules, its memory, its pages and its live messages."""
