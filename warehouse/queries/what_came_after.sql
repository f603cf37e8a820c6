-- What did the same people do within the month after they met?
select
    meeting.edtf as met,
    later.edtf as "then",
    later.title,
    list_sort(list_intersect(meeting.participants, later.participants)) as who
from timeline as meeting
join timeline as later
    on list_has_any(meeting.participants, later.participants)
    and certainly_before(meeting, later.earliest)
    and later.earliest <= meeting.latest + 31
where meeting.type = 'CONSULT' and meeting.modality = 'happened'
order by meeting.earliest nulls last, later.earliest, meeting.event_id, later.event_id;
