-- Who takes part in most, in which roles, and since when?
-- In whatever script and spelling: told by one of them. In as many events as one spelling somebody is at least, and at
-- most in as many as all of them together: who may be among the twenty is found by that, and counted exactly.
with counted as (
    select key, max(events) as least, sum(events) as most
    from (
        select name, count(*) as events
        from (
            -- Each name of an event once. Of two that differ no list need be made.
            select unnest(if(
                len(participants) = 2 and participants[1] <> participants[2], participants, list_distinct(participants)
            )) as name
            from events where modality <> 'negated'
        )
        group by name
    ) join names using (name)
    group by key
),
chosen as (
    select key from counted
    where most >= (select min(least) from (select least from counted order by least desc limit 20))
),
parts as materialized (
    select event_id, key, role from participants join (from names semi join chosen using (key)) using (name)
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
