-- check: an interval that ends before it starts
select event_id from new_events where earliest > latest
union all
select expression_id from new_time_expressions where earliest > latest
union all
select document_id from new_documents where published_earliest > published_latest
