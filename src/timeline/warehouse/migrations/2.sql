-- From schema version 1. What is new in tables that there were; new tables come from schema.sql afterwards.
drop table if exists search_index;

alter table documents add column warnings varchar[] default [];
alter table documents alter column warnings set not null;
alter table documents alter column warnings drop default;

alter table events add column participants varchar[] default [];
alter table events alter column participants set not null;
alter table events alter column participants drop default;
alter table events add column expression_start integer;
alter table events add column expression_end integer;
alter table events add column hijri_earliest varchar;
alter table events add column hijri_latest varchar;

update events set participants = told.names
from (select event_id, list(name order by number) as names from participants group by event_id) as told
where told.event_id = events.event_id;

update events set expression_start = x.span_start, expression_end = x.span_end
from time_expressions as x where x.expression_id = events.expression_id;

alter table runs add column unchanged integer;
alter table runs add column removed integer;
alter table runs add column seconds double;
alter table runs add column version varchar;
alter table runs add column duckdb varchar;

create table participants_2 (
    event_id varchar not null,
    number integer not null,
    name varchar not null,
    role varchar not null,
    span_start integer not null,
    span_end integer not null
);
insert into participants_2 from participants;
drop table participants;
alter table participants_2 rename to participants;
