"""The hall's data, and what follows from it alone."""
