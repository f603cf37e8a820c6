-- What did the same people do within the month after they met?
-- Those who met are looked for under every spelling of their names. They are materialized, for DuckDB 2.0 fails
-- within itself on the plain join of joins (duckdb#24807); whoever took part in anything is not, for that is long.
with took_part as not materialized (
    select event_id, type, modality, edtf, earliest, latest, title, unnest(participants) as name from events
),
met as materialized (
    select event_id, key, spelled.name, edtf, earliest, latest, unnest(generate_series(
        date_trunc('month', latest)::timestamp, (latest + 31)::timestamp, interval 1 month
    ))::date as month
    from took_part join names using (name) join names as spelled using (key)
    where type = 'CONSULT' and modality = 'happened' and latest is not null
),
acted as (
    select event_id, name, edtf, earliest, title, date_trunc('month', earliest)::date as month
    from took_part
    where earliest is not null
)
select met.edtf as met, acted.edtf as "then", title, list(distinct key order by key) as who
from met join acted using (name, month)
where acted.earliest > met.latest and acted.earliest <= met.latest + 31
group by met.event_id, met.edtf, met.earliest, acted.event_id, acted.edtf, acted.earliest, title
order by met.earliest nulls last, acted.earliest, met.event_id, acted.event_id
limit 100;
