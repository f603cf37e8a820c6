"""A document's own date where something states it: metadata, the text, the address, in this order."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.anchoring import Anchored, anchor
from timeline.anchoring.address import day_of_address
from timeline.document import Basis, Document
from timeline.interval import Granularity, Interval, edtf

BORNE = "GENEVA, May 3, 2015 (Reuters) - The council met again."
PLAIN = "The council met again, and the war began in 2009."


def _anchor(text: str, published: str | None = None, url: str | None = None) -> Anchored:
    given = None if published is None else Interval.of_date(dt.date.fromisoformat(published))
    return anchor(Document(id="d", text=text, language="en", published=given, url=url))


@pytest.mark.parametrize(
    ("text", "published", "url", "basis", "when"),
    [
        (BORNE, "2015-05-04", "https://x.org/2015/05/04/a", Basis.METADATA, "2015-05-04"),
        (BORNE, None, "https://x.org/2015/05/04/a", Basis.TEXT, "2015-05-03"),
        (PLAIN, None, "https://x.org/2015/05/04/a", Basis.METADATA, "2015-05-04"),
        (PLAIN, None, "https://x.org/2015/05/a-title", Basis.METADATA, "2015-05"),
        (PLAIN + " They meet next June.", None, "https://x.org/2015/05/a", Basis.METADATA, "2015-05"),
        ("He died on 9 May 2015.", None, "https://x.org/2015/05/a", Basis.INFERRED, "2015-05-09/2015-05-31"),
        (PLAIN, None, None, Basis.INFERRED, "2010-01-01/.."),
    ],
)
def test_the_surest_source_dates_a_document(
    text: str, published: str | None, url: str | None, basis: Basis, when: str
) -> None:
    found = _anchor(text, published, url).published
    assert (found.basis, edtf(found.interval, Granularity.RANGE)) == (basis, when)


def test_sources_that_disagree_by_more_than_a_day_are_told_of() -> None:
    assert _anchor(BORNE, "2015-05-04", "https://x.org/2015/05/04/a").warnings == ()
    assert _anchor(BORNE, "2015-05-14", "https://x.org/2015/05/14/a").warnings == (
        "the metadata says 2015-05-14, the dateline 2015-05-03: the metadata is kept",
    )
    assert _anchor(BORNE, None, "https://x.org/2014/04/a").warnings == (
        "the dateline says 2015-05-03, the address 2014-04: the dateline is kept",
    )


def test_a_source_that_disagrees_makes_the_date_less_sure() -> None:
    agreed, address = "https://x.org/2015/05/04/a", "https://x.org/2014/04/a"
    for published in ("2015-05-04", None):
        sure, doubted = (_anchor(BORNE, published, url).published.confidence for url in (agreed, address))
        assert 0.5 < doubted < sure < 1


@pytest.mark.parametrize(
    ("url", "when"),
    [
        ("https://x.org/2015/12/21/title.html", "2015-12-21"),
        ("https://x.org/news-2015-12-21-title", "2015-12-21"),
        ("https://x.org/20151221.html", "2015-12-21"),
        ("https://x.org/2015/12/3-things", "2015-12"),
        ("https://x.org/2015/13/title", None),
        ("https://x.org/2015/02/30/title", None),
        ("https://x.org/2014/11/title-2015-12-21", None),
        ("https://x.org/a/123456789", None),
        ("https://x.org/world-34838770", None),
        ("https://x.org/?day=2015-12-21", None),
        ("http://[2015/12/21", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_names_a_day_or_a_month_or_nothing(url: str | None, when: str | None) -> None:
    found = day_of_address(url)
    assert (None if found is None else edtf(found, Granularity.RANGE)) == when


def test_a_language_that_nothing_is_known_of_still_has_its_stated_date() -> None:
    text, url = "xyzzy", "https://x.org/2015/12/21/title"
    found = anchor(Document(id="d", text=text, language="zz", url=url)).published
    assert edtf(found.interval, Granularity.DAY) == "2015-12-21"
