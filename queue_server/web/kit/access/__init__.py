"""Who is calling: devices, staff, strangers, and what each may know."""
