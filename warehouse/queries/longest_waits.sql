-- How long were the longest waits between an announcement and what it announced?
-- Counted from the day of the article to the first day on which the event may begin.
select earliest - published as days, published, edtf as "when", title, participants
from timeline
where modality = 'scheduled' and earliest > published
order by days desc, event_id
limit 20;
