-- What a run changes: in new_documents are those that arrive, in leaving and leaving_events what left for them.
-- Events of one document are the same where type, title, date and modality are; changed where the same sentence
-- told one of the same type. The n-th of several alike is the n-th again.
insert into run_changes
with before as (
    select *, row_number() over (
        partition by location, type, title, edtf, modality order by trigger_start, event_id
    ) as nth
    from leaving_events
),
now as (
    select e.event_id, d.location, e.type, e.title, e.edtf, e.modality, e.place, e.participants, e.earliest,
        e.latest, e.trigger_start,
        substring(d.text, e.quote_start + 1, e.quote_end - e.quote_start) as quote,
        row_number() over (
            partition by d.location, e.type, e.title, e.edtf, e.modality order by e.trigger_start, e.event_id
        ) as nth
    from events as e join documents as d using (document_id) semi join new_documents using (document_id)
    where d.location in (select location from leaving)
),
same as (
    select before.event_id as previous_id, now.event_id,
        before.place is not distinct from now.place and before.participants = now.participants as alike
    from before join now using (location, type, title, edtf, modality, nth)
),
old_rest as (
    select *, row_number() over (partition by location, type, quote order by trigger_start, event_id) as again
    from before where event_id not in (select previous_id from same)
),
new_rest as (
    select *, row_number() over (partition by location, type, quote order by trigger_start, event_id) as again
    from now where event_id not in (select event_id from same)
),
changed as (
    select previous_id, event_id from same where not alike
    union all
    select old_rest.event_id, new_rest.event_id
    from old_rest join new_rest using (location, type, quote, again)
)
select $run, 'changed', event_id, previous_id, location, type, title, earliest, latest
from changed join now using (event_id)
union all
select $run, 'added', event_id, null, location, type, title, earliest, latest
from new_rest where event_id not in (select event_id from changed)
union all
select $run, 'added', e.event_id, null, d.location, e.type, e.title, e.earliest, e.latest
from new_events as e join new_documents as d using (document_id)
where d.location not in (select location from leaving)
union all
select $run, 'removed', null, event_id, location, type, title, earliest, latest
from old_rest where event_id not in (select previous_id from changed);
