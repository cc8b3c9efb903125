"""What every surface stands on: who is calling, in which language, and how it is answered."""
