"""Paper: slips and printers, from the wish for a slip to what became of it."""
