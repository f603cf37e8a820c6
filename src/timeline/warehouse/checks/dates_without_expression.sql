-- check: an event dated by an expression that isn't there
select event_id from new_events anti join new_time_expressions using (expression_id)
where expression_id is not null
