-- check: an event told outside its quote
select event_id from new_events where trigger_start < quote_start or trigger_end > quote_end
