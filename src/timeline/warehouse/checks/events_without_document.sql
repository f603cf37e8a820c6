-- check: an event without its document
select event_id from new_events anti join documents using (document_id)
