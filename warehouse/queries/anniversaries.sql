-- Which events fell on this day of the year?
select earliest as day, title, participants, place
from on_this_day(11, 26)
order by earliest, event_id;
