-- check: a relation of an event that isn't there
select document_id, number from new_relations
where event_id not in (select event_id from new_events)
    or anchor_id is not null and anchor_id not in (select event_id from new_events)
