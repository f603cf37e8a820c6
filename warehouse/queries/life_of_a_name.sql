-- What does someone do, in order, and who else is there?
with meant as (select list(name) as spellings from names_of('هولاند'))
select
    edtf as "when",
    modality,
    title,
    list_filter(participants, lambda p: not list_contains(spellings, p)) as others
from timeline_of('هولاند'), meant
order by earliest nulls last, latest nulls last, event_id;
