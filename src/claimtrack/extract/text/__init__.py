"""Which sentences are read, and how: passages with their parses, the words that evoke frames, phrases."""
