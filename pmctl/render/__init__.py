"""Views turned into text. Writes nothing."""
