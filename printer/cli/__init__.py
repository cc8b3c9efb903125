"""Paper at the command line: test a printer, look at a slip."""
