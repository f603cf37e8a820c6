-- What does someone do, in order, and who else is there?
select
    edtf as "when",
    modality,
    title,
    list_filter(participants, lambda p: not contains(p, 'هولاند')) as others
from timeline_of('هولاند')
order by earliest nulls last, latest nulls last, event_id;
