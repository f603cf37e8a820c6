-- From schema version 2.
alter table events add column attribution varchar;
alter table events add column attribution_start integer;
alter table events add column attribution_end integer;
alter table events add column confidence double default 0.5;
alter table events alter column confidence set not null;
alter table events alter column confidence drop default;
alter table events add column confidence_reasons varchar[] default [];
alter table events alter column confidence_reasons set not null;
alter table events alter column confidence_reasons drop default;
alter table events add column mentions integer default 1;
alter table events alter column mentions set not null;
alter table events alter column mentions drop default;

create table event_mentions (
    event_id varchar not null,
    number integer not null,
    trigger_start integer not null,
    trigger_end integer not null,
    quote_start integer not null,
    quote_end integer not null,
    expression_id varchar
);
insert into event_mentions
select event_id, 0, trigger_start, trigger_end, quote_start, quote_end, expression_id from events;

alter table documents add column stated varchar;
alter table documents add column published_confidence double;
alter table documents add column hard_earliest date;
alter table documents add column hard_latest date;
alter table documents add column likely_earliest date;
alter table documents add column likely_latest date;

alter table documents add column article varchar;

create table document_locations (
    location varchar primary key,
    document_id varchar not null,
    source varchar
);
insert into document_locations select location, document_id, source from documents;
