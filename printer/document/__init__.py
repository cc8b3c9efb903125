"""What a slip says: its facts, its sentences, its blocks."""
