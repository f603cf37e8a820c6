-- Which events do sources date differently?
-- Two documents tell of the same type of event within a month, on different days, and share a person, in whatever
-- script and spelling.
with dated as (
    select event_id, document_id, type, earliest, key, (earliest - date '1970-01-01') // 31 as part
    from (
        select event_id, document_id, type, earliest, unnest(participants) as name
        from events where earliest = latest
    ) join names using (name)
),
-- The later of two is in the same 31 days as the earlier, or in the next.
sought as (
    from dated
    union all
    select * replace (part + 1 as part) from dated
),
apart as (
    select distinct later.earliest - before.earliest as days_apart,
        if(before.document_id < later.document_id, before.earliest, later.earliest) as earliest,
        if(before.document_id < later.document_id, before.event_id, later.event_id) as one_id,
        if(before.document_id < later.document_id, later.event_id, before.event_id) as other_id
    from sought as before join dated as later using (type, key, part)
    where before.document_id <> later.document_id and days_apart between 1 and 31
    order by days_apart, earliest, one_id, other_id
    limit 100
),
told as (
    from timeline where event_id in (select one_id from apart union all select other_id from apart)
)
select
    one.edtf as one_says,
    other.edtf as other_says,
    days_apart,
    one.title as one,
    other.title as other,
    coalesce(one.source, one.document_id) as one_source,
    coalesce(other.source, other.document_id) as other_source
from apart
join told as one on one.event_id = one_id
join told as other on other.event_id = other_id
order by days_apart, one.earliest, one_id, other_id;
