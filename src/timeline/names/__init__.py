"""Names: which spellings, in which scripts, are of the same person, organisation or country."""

from timeline.names.linking import linked
from timeline.names.reading import FIXED, Name, name_of
from timeline.names.sounds import sound_sql
from timeline.names.territories import called, territory

__all__ = ["FIXED", "Name", "called", "linked", "name_of", "sound_sql", "territory"]
