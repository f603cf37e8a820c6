-- What was announced, and is reported by nobody as having happened?
-- A report is an event of the same type that may lie in the announced time and shares the place or a person, in
-- whatever script and spelling.
with announced as materialized (
    select event_id, document_id, type, earliest, latest, participants, place
    from events
    where modality = 'scheduled'
),
reports as not materialized (
    select document_id, type, earliest, latest, participants, place
    from events
    where modality in ('happened', 'ongoing')
),
sought as (
    select event_id, document_id, type, earliest, latest, key as shared
    from (select *, unnest(participants) as name from announced) join names using (name)
    union all
    select event_id, document_id, type, earliest, latest, place from announced where place is not null
),
told as (
    select document_id, type, earliest, latest, key as shared
    from (select *, unnest(participants) as name from reports) join names using (name)
    union all
    select document_id, type, earliest, latest, place from reports where place is not null
),
reported as (
    from sought semi join told
    on told.type = sought.type and told.shared = sought.shared and told.document_id <> sought.document_id
    and possibly_during(told, sought.earliest, sought.latest)
),
shown as (
    select event_id
    from announced anti join reported using (event_id)
    order by earliest nulls last, event_id
    limit 1000
)
select edtf as "when", title, participants, place, published
from timeline
where event_id in (from shown)
order by earliest nulls last, event_id;
