"""What people and programs see of the ledger: rich renderables for terminals, plain exports for the rest."""
