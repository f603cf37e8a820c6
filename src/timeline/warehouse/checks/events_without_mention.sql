-- check: an event without a mention
select event_id from new_events anti join new_event_mentions using (event_id)
