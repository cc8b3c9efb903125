"""What people thought of their visit."""
