"""What screens show: read-only, each question shaped for one screen, answers ready for JSON."""
