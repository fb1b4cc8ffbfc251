"""claimtrack: dated claims out of documents, and where the sources contradict each other."""

__version__ = "0.1.0"
