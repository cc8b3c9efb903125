"""The program beside a kiosk's printer: it prints there what the hall wants."""
