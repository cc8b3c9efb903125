"""The day played on, and what may honestly be said of it."""
