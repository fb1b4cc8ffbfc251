"""From paths to documents: files, folders and standard input, with what is known about each."""

from claimtrack.sources.files import is_there
from claimtrack.sources.metadata import Metadata, read_flags
from claimtrack.sources.reader import read_documents, reread_text
from claimtrack.sources.records import Note

__all__ = ["Metadata", "Note", "is_there", "read_documents", "read_flags", "reread_text"]
