-- What happened on a day, or may have?
-- The certain first, then those that leave the fewest other days.
select certainly_during(t, date '2015-11-26', date '2015-11-26') as certain, edtf as "when", title, place
from events_on(date '2015-11-26') as t
where earliest is not null and latest is not null
order by certain desc, latest - earliest, event_id;
