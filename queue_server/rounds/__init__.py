"""Small duties done again and again: the nightly backup, a look at the computer's clock."""
