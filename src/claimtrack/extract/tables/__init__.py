"""Tables: each cell with a figure is told as a sentence, in the words of its row and column, and read as one."""

from claimtrack.extract.tables.cells import read_tables

__all__ = ["read_tables"]
