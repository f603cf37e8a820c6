-- What comes next in the same article, where its dates decide the order?
-- Something comes next where the article's last event begins later; what it is, is looked up for those shown.
with shown as (
    select event_id, document_id, title, edtf, earliest, latest
    from events join (select document_id, max(earliest) as last from events group by all) using (document_id)
    where latest < last
    order by document_id, earliest nulls first, event_id
    limit 1000
)
select
    one.title as first,
    min_by(other.title, (other.earliest, other.event_id)) as "then",
    one.edtf as "when"
from shown as one join events as other using (document_id)
where certainly_before(one, other.earliest)
group by document_id, one.earliest, one.event_id, one.title, one.edtf
order by document_id, one.earliest nulls first, one.event_id;
