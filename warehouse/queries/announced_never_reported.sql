-- What was announced, and is reported by nobody as having happened?
-- A report is an event of the same type that may lie in the announced time and shares a name or the place.
with keyed as (
    select event_id, document_id, type, modality, earliest, latest, unnest(list_append(participants, place)) as shared
    from events
),
reported as (
    select announced.event_id
    from keyed as announced
    join keyed as report using (type, shared)
    where announced.modality = 'scheduled'
    and report.modality in ('happened', 'ongoing')
    and report.document_id <> announced.document_id
    and possibly_during(report, announced.earliest, announced.latest)
)
select edtf as "when", title, participants, place, published
from timeline
where modality = 'scheduled' and event_id not in (from reported)
order by earliest nulls last, event_id
limit 1000;
