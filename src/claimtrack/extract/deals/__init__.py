"""Money that changes hands: funding rounds, investments, acquisitions, stakes, partnerships."""
