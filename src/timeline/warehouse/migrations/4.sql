-- From schema version 3. The index of words and the names are made anew.
drop table if exists search_index;
drop table if exists names;

create table time_expressions_4 (
    expression_id varchar not null,
    document_id varchar not null,
    number integer not null,
    span_start integer not null,
    span_end integer not null,
    text varchar not null,
    type varchar not null,
    value varchar not null,
    mod varchar,
    edtf varchar not null,
    earliest date,
    latest date,
    starts timestamp,
    ends timestamp,
    granularity varchar,
    alternatives struct(earliest date, latest date)[] not null,
    basis varchar not null,
    rule varchar not null
);
insert into time_expressions_4 from time_expressions;
drop table time_expressions;
alter table time_expressions_4 rename to time_expressions;

-- The view is made anew after its table.
drop view if exists timeline;
create table events_4 (
    event_id varchar not null,
    document_id varchar not null,
    title varchar not null,
    type varchar not null,
    modality varchar not null,
    earliest date,
    latest date,
    starts timestamp,
    ends timestamp,
    granularity varchar not null,
    edtf varchar not null,
    weekday integer,
    basis varchar not null,
    expression_id varchar,
    place varchar,
    country varchar,
    latitude double,
    longitude double,
    place_start integer,
    place_end integer,
    trigger_start integer not null,
    trigger_end integer not null,
    quote_start integer not null,
    quote_end integer not null,
    paragraph_start integer not null,
    paragraph_end integer not null,
    participants varchar[] not null,
    expression_start integer,
    expression_end integer,
    hijri_earliest varchar,
    hijri_latest varchar,
    attribution varchar,
    attribution_start integer,
    attribution_end integer,
    confidence double not null,
    confidence_reasons varchar[] not null,
    mentions integer not null
);
insert into events_4 by name from events;
drop table events;
alter table events_4 rename to events;
