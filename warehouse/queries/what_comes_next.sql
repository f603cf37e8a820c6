-- What comes next in the same article, where its dates decide the order?
select one.title as first, min_by(other.title, (other.earliest, other.event_id)) as "then", one.edtf as "when"
from timeline as one
join timeline as other using (document_id)
where certainly_before(one, other.earliest)
group by one.event_id, one.title, one.edtf, one.earliest, one.document_id
order by one.document_id, one.earliest nulls first, one.event_id;
