-- check: a participant twice
select event_id, number from new_participants group by event_id, number having count(*) > 1
