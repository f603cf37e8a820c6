-- check: a quote outside its document
with sizes as (select document_id, length(text) as size from new_documents)
select event_id from new_events join sizes using (document_id)
where quote_start < 0 or quote_end > size or quote_start >= quote_end
