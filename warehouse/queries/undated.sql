-- What does no text date?
select modality, type, title, participants, basis, quote
from timeline
where earliest is null and latest is null
order by document_id, quote_start, event_id;
