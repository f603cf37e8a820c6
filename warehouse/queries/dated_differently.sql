-- Which events do sources date differently?
-- Two documents tell of the same type of event within a month, on different days, and share a name; names in
-- two languages differ in script, so there the country must do.
select
    one.edtf as one_says,
    other.edtf as other_says,
    abs(one.earliest - other.earliest) as days_apart,
    one.title as one,
    other.title as other,
    coalesce(one.source, one.document_id) as one_source,
    coalesce(other.source, other.document_id) as other_source
from timeline as one
join timeline as other
    on one.type = other.type
    and one.document_id < other.document_id
    and (
        list_has_any(one.participants, other.participants)
        or (one.language <> other.language and one.country = other.country)
    )
where one.earliest = one.latest and other.earliest = other.latest
and abs(one.earliest - other.earliest) between 1 and 31
order by days_apart, one.earliest, one.event_id, other.event_id;
