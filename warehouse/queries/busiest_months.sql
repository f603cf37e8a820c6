-- In which months did the most happen?
-- An event known to the day counts once; one that may lie in several months counts in each for its share.
select strftime(period, '%Y-%m') as month, round(events, 2) as events
from per_period('month')
order by events desc, month
limit 20;
