-- Who takes part in most, in which roles, and since when?
select
    name,
    count(distinct event_id) as events,
    count(distinct document_id) as articles,
    list(distinct role order by role) as roles,
    min(earliest) as first_day,
    max(latest) as last_day
from participants join events using (event_id)
where modality <> 'negated'
group by name
order by events desc, articles desc, name
limit 20;
