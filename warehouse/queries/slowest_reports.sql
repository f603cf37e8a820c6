-- How long after an event do sources report it?
-- For events known to the day; the median over each source.
select
    coalesce(source, 'unknown') as source,
    median(published - latest)::integer as days,
    count(*) as events
from timeline
where earliest = latest and latest <= published and modality = 'happened'
group by all
order by days desc, source;
