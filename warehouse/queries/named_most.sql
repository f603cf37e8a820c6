-- Who takes part in most, in which roles, and since when?
-- In whatever script and spelling: told by one of them.
select
    key as name,
    count(distinct event_id) as events,
    count(distinct document_id) as articles,
    list(distinct role order by role) as roles,
    min(earliest) as first_day,
    max(latest) as last_day
from people join events using (event_id)
where modality <> 'negated'
group by key
order by events desc, articles desc, name
limit 20;
