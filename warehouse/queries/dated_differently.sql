-- Which events do sources date differently?
-- Two documents tell of the same type of event within a month, on different days, and share a name; names in
-- two languages differ in script, so there the country must do.
with dated as (
    select event_id, document_id, type, earliest, language, country, participants,
        date_trunc('month', earliest) as month
    from timeline where earliest = latest
),
offered as (
    select event_id, document_id, type, earliest, month,
        unnest(list_append(participants, language || ' ' || country)) as shared
    from dated
),
sought as (
    select * exclude month, unnest([month - interval 1 month, month, month + interval 1 month]) as month
    from (
        select event_id, document_id, type, earliest, month, unnest(participants) as shared from dated
        union all
        select event_id, document_id, type, earliest, month, other.language || ' ' || country
        from dated join (select distinct language from documents) as other on other.language <> dated.language
    )
),
apart as (
    select distinct one.event_id as one_id, other.event_id as other_id,
        abs(one.earliest - other.earliest) as days_apart, one.earliest
    from sought as one join offered as other using (type, shared, month)
    where one.document_id < other.document_id and days_apart between 1 and 31
    order by days_apart, one.earliest, one_id, other_id
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
