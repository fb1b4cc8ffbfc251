"""Figures, times and names in text, each with the characters that it covers."""
