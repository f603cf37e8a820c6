-- What was announced, and is reported by nobody as having happened?
-- A report is an event of the same type that may lie in the announced time and shares a name or the place.
select announced.edtf as "when", announced.title, announced.participants, announced.place, announced.published
from timeline as announced
where announced.modality = 'scheduled'
and not exists (
    from timeline as report
    where report.modality in ('happened', 'ongoing')
    and report.type = announced.type
    and report.document_id <> announced.document_id
    and possibly_during(report, announced.earliest, announced.latest)
    and (report.place = announced.place or list_has_any(report.participants, announced.participants))
)
order by announced.earliest nulls last, announced.event_id;
