-- Which dated events leave the most days open?
-- Those with an open side come last: they leave any number.
select latest - earliest + 1 as days, edtf as "when", title, basis
from timeline
where earliest is not null or latest is not null
order by days desc nulls last, event_id
limit 20;
