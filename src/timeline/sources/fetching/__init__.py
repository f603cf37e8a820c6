"""How is an address fetched: politely, within limits, and from no machine that nobody meant to be asked.

Who may be asked: addresses.py. One request after the other: fetcher.py. When each is
over: deadline.py. What a host allows: robots.py.
"""

from timeline.sources.fetching.fetcher import Fetched, Fetcher, FetchError, Validators

__all__ = ["FetchError", "Fetched", "Fetcher", "Validators"]
