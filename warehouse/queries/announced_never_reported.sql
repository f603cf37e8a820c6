-- What was announced, and is reported by nobody as having happened?
-- A report is an event of the same type that may lie in the announced time and shares the place or a person, in
-- whatever script and spelling. Among the 10,000 that were announced for the soonest, 1,000 are nearly always found;
-- the rest is looked at only where they are not.
with announced as materialized (
    select event_id, document_id, type, earliest, latest, participants, place,
        row_number() over (order by earliest nulls last, event_id) as nth
    from events
    where modality = 'scheduled'
),
reports as not materialized (
    select document_id, type, earliest, latest, participants, place
    from events
    where modality in ('happened', 'ongoing')
),
shares as (
    select event_id, key as shared
    from (select event_id, unnest(participants) as name from announced) join names using (name)
    union all
    select event_id, place from announced where place is not null
),
told as not materialized (
    select document_id, type, earliest, latest, key as shared
    from (select *, unnest(participants) as name from reports) join names using (name)
    union all
    select document_id, type, earliest, latest, place from reports where place is not null
),
soonest as (from announced where nth <= 10000),
soonest_unreported as materialized (
    select event_id, nth
    from soonest anti join (
        from (select * from soonest join shares using (event_id)) as sought semi join told
        on told.type = sought.type and told.shared = sought.shared and told.document_id <> sought.document_id
        and possibly_during(told, sought.earliest, sought.latest)
    ) using (event_id)
),
rest as (from announced where nth > 10000 and (select count(*) from soonest_unreported) < 1000),
rest_unreported as (
    select event_id, nth
    from rest anti join (
        from (select * from rest join shares using (event_id)) as sought semi join told
        on told.type = sought.type and told.shared = sought.shared and told.document_id <> sought.document_id
        and possibly_during(told, sought.earliest, sought.latest)
    ) using (event_id)
),
shown as (
    select event_id
    from (from soonest_unreported union all from rest_unreported)
    order by nth
    limit 1000
)
select edtf as "when", title, participants, place, published
from timeline
where event_id in (from shown)
order by earliest nulls last, event_id;
