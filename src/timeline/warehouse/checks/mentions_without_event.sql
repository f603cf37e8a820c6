-- check: a mention without its event
select event_id, number from new_event_mentions anti join new_events using (event_id)
