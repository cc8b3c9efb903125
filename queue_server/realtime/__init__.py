"""Live messages: after a commit, every board, desk and phone hears what changed."""
