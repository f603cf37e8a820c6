-- What was announced, and is reported by nobody as having happened?
-- A report is an event of the same type that may lie in the announced time and shares a name or the place.
with keyed as (
    select event_id, document_id, type, modality, earliest, latest, unnest(participants) as shared from events
    union all
    select event_id, document_id, type, modality, earliest, latest, place from events where place is not null
),
reported as (
    select announced.event_id
    from (from keyed where modality = 'scheduled') as announced
    semi join (from keyed where modality in ('happened', 'ongoing')) as report
    on report.type = announced.type and report.shared = announced.shared
    and report.document_id <> announced.document_id
    and possibly_during(report, announced.earliest, announced.latest)
)
select edtf as "when", title, participants, place, published
from timeline
where modality = 'scheduled' and event_id not in (from reported)
order by earliest nulls last, event_id
limit 1000;
