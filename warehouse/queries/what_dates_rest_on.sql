-- What do the dates rest on, and how fine are they?
select basis, granularity, count(*) as events, round(100 * count(*) / sum(count(*)) over (), 1) as percent
from timeline
group by basis, granularity
order by events desc, basis, granularity;
