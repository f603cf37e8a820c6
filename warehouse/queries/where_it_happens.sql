-- Where do things happen, and of which kinds?
select place, country, count(*) as events, list(distinct type order by type) as types
from timeline
where place is not null and modality in ('happened', 'ongoing')
group by place, country
order by events desc, place, country
limit 20;
