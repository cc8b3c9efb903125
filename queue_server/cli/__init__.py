"""What the IT person types: one file for each errand, all under `python run.py`."""
