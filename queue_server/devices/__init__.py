"""Who may come in: devices with a token and staff with a password, and their printers."""
