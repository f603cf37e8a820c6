-- check: a quote outside its document
select event_id from new_events join new_documents using (document_id)
where quote_start < 0 or quote_end > length(text) or quote_start >= quote_end
    or trim(substring(text, quote_start + 1, quote_end - quote_start)) = ''
