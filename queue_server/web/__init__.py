"""Pages and presses without a device of their own; each surface has the same four parts."""
