"""A trained reader for the figures that no rule reads: whose they are, ranked among all that a sentence names."""
