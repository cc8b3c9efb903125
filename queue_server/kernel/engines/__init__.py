"""The databases: each loads a hall, keeps what happened, and is backed up."""
