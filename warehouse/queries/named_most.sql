-- Who takes part in most, in which roles, and since when?
-- In whatever script and spelling: told by one of them. Events are counted first, and the rest looked up for the
-- twenty and those level with the last of them.
with most as (
    select key
    from (select event_id, unnest(participants) as name from events where modality <> 'negated')
    join names using (name)
    group by key
    qualify rank() over (order by count(distinct event_id) desc) <= 20
),
parts as materialized (
    select event_id, key, role from participants join (from names semi join most using (key)) using (name)
)
select
    key as name,
    count(distinct event_id) as events,
    count(distinct document_id) as articles,
    list(distinct role order by role) as roles,
    min(earliest) as first_day,
    max(latest) as last_day
from parts join events using (event_id)
where modality <> 'negated'
group by key
order by events desc, articles desc, name
limit 20;
