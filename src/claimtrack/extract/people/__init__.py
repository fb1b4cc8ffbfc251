"""Who holds which post, and who comes and goes."""
