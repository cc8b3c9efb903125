"""How blocks become a picture, dot for dot."""
