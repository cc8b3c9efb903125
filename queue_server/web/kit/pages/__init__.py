"""What every page stands on: its headers and globals, templates, scripts and styles."""
