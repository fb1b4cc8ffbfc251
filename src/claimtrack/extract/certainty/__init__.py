"""How surely a claim is said, on whose word, and for which time."""
