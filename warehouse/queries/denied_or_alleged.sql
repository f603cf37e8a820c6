-- What is denied, alleged or only conditional?
select modality, title, participants, edtf as "when", source, quote
from timeline
where modality in ('negated', 'alleged', 'conditional')
order by modality, earliest nulls last, event_id
limit 1000;
