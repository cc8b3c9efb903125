"""The hall as data: what it offers, at which counters, and when it is open."""
