"""Where articles come from: one file for each format, each article a document or a reject with its reason."""

from timeline.sources.article import Reject
from timeline.sources.folder import read_file, read_folder
from timeline.sources.formats import READERS, read_bytes, suffix_by_content, suffix_of
from timeline.sources.listed import MAX_BYTES, Source, SourcesError, file_at, read_sources
from timeline.sources.reading import read

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Reject",
    "Source",
    "SourcesError",
    "file_at",
    "read",
    "read_bytes",
    "read_file",
    "read_folder",
    "read_sources",
    "suffix_by_content",
    "suffix_of",
]
