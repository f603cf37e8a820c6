-- Who met whom in a month?
-- Every pair of names in one meeting that may lie in it; `certain` where it must.
with asked as (select date '2015-11-01' as first, date '2015-11-30' as last)
select
    one.key as one,
    other.key as other,
    t.edtf as "when",
    t.place,
    certainly_during(t, first, last) as certain,
    t.title
from asked, timeline as t
join people as one using (event_id)
join people as other using (event_id)
where t.type = 'CONSULT' and t.modality = 'happened'
and t.earliest is not null and possibly_during(t, first, last)
and one.number < other.number and one.key <> other.key
order by t.earliest, t.event_id, one.number, other.number;
