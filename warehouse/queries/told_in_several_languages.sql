-- On which days do articles in several languages tell of the same type of event?
select
    earliest as day,
    type,
    list(distinct language order by language) as languages,
    count(distinct document_id) as articles,
    list(title order by language, event_id) as titles
from timeline
where earliest = latest
group by day, type
having count(distinct language) > 1
order by articles desc, day, type;
