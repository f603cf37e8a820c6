-- What is new since a moment?
-- What later runs added, changed or removed; a document told again as before has changed nothing.
select started, change, earliest, latest, title, location
from run_changes join runs using (run_id)
where started > timestamptz '2015-12-31 00:00:00+00'
order by started, location, earliest nulls last, title, change
limit 1000;
