-- What did the same people do within the month after they met?
-- The two steps are materialized: DuckDB 2.0 fails within itself on the plain join of joins (duckdb#24807).
with met as materialized (
    select event_id, key, edtf, earliest, latest, unnest(generate_series(
        date_trunc('month', latest)::timestamp, (latest + 31)::timestamp, interval 1 month
    ))::date as month
    from events join people using (event_id)
    where type = 'CONSULT' and modality = 'happened' and latest is not null
),
acted as materialized (
    select event_id, key, edtf, earliest, title, date_trunc('month', earliest)::date as month
    from events join people using (event_id)
    where earliest is not null
)
select met.edtf as met, acted.edtf as "then", title, list(distinct key order by key) as who
from met join acted using (key, month)
where acted.earliest > met.latest and acted.earliest <= met.latest + 31
group by met.event_id, met.edtf, met.earliest, acted.event_id, acted.edtf, acted.earliest, title
order by met.earliest nulls last, acted.earliest, met.event_id, acted.event_id
limit 100;
