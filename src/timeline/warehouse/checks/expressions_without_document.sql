-- check: a time expression without its document
select expression_id from new_time_expressions anti join documents using (document_id)
