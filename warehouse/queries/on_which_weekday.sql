-- On which weekdays do things happen?
select dayname(earliest) as weekday, count(*) as events, list(distinct type order by type) as types
from timeline
where earliest = latest and modality = 'happened'
group by isodow(earliest), dayname(earliest)
order by isodow(earliest);
