-- check: a participant without its event
select event_id, name from new_participants anti join new_events using (event_id)
