-- On which days do articles in several languages tell of the same type of event?
with shared as (
    select earliest, type
    from timeline
    where earliest = latest
    group by all
    having min(language) < max(language)
)
select
    earliest as day,
    type,
    list(distinct language order by language) as languages,
    count(distinct document_id) as articles,
    list(title order by language, event_id) as titles
from timeline semi join shared using (earliest, type)
where earliest = latest
group by day, type
order by articles desc, day, type;
