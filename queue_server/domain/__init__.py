"""The rules of the hall, in the standard library alone: no database, no web, no clock."""
