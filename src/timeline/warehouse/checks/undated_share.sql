-- check: a share of undated events far above that of the runs before
-- Of a hundred events and more, told by articles that other runs brought: 30 in 100 above is no longer chance.
with told as (
    select document_id in (select document_id from new_documents) as new,
        count(*) as events,
        count(*) filter (earliest is null and latest is null) / count(*) as undated
    from events group by all
)
select round(now.undated, 2) as undated, round(before.undated, 2) as before
from told as now, told as before
where now.new and not before.new and now.events >= 100 and before.events >= 100
    and now.undated > before.undated + 0.3
