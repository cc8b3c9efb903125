"""How a picture becomes what a thermal printer understands, and what the printer answers."""
