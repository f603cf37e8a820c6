-- check: a constraint without its document
select document_id, number from new_document_constraints anti join documents using (document_id)
