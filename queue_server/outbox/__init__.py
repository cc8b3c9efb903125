"""What goes out of the hall and must not be lost: slips, backups."""
