"""What every capability stands on: the image, the journal, units of work. It knows no queue."""
