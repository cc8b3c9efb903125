"""What comes in and what goes out: bodies, presses, answers, refusals."""
