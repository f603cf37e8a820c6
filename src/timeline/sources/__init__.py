"""Where articles come from: one file for each format, each article a document or a reject with its reason."""

from timeline.sources.article import Reject
from timeline.sources.folder import MAX_BYTES, READERS, read_bytes, read_file, read_folder

__all__ = ["MAX_BYTES", "READERS", "Reject", "read_bytes", "read_file", "read_folder"]
