-- check: an event twice
-- Among those that arrive; that none has the id of an older one, the index sees that is made afterwards.
select event_id from new_events group by event_id having count(*) > 1
