-- Which events does a text date by another event?
-- "Two days after the summit": the words, what they are said of, and what that leaves of time.
select told.title, r.words, r.anchor, r.least as least_days, r.most as most_days, told.edtf as "when"
from relations as r
join timeline as told using (event_id)
order by r.document_id, r.number;
