-- What comes next in the same article, where its dates decide the order?
with nexts as (
    select one.event_id, min_by(other.title, (other.earliest, other.event_id)) as "then"
    from events as one
    join events as other using (document_id)
    where certainly_before(one, other.earliest)
    group by one.event_id
)
select title as first, "then", edtf as "when"
from nexts join events using (event_id)
order by document_id, earliest nulls first, event_id
limit 1000;
