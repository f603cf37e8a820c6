-- What version 1 made, as it was, with one event in it.
-- Tables for machines. Dates are inclusive at both ends; NULL is an open side. Offsets are half-open and count
-- code points of documents.text.
--
-- Keys are primary keys only: DuckDB refuses to delete a row and insert it again in one transaction while a
-- foreign key refers to it, and a changed document is replaced in exactly that way. The load checks instead
-- that no row refers to one that isn't there, and rolls back otherwise.

create table meta (
    name varchar primary key,
    value varchar not null
);
comment on table meta is 'What the file is: its schema version.';
comment on column meta.name is 'schema_version';
comment on column meta.value is 'The value, as text.';

create table documents (
    document_id varchar primary key,
    location varchar not null,
    content_hash varchar not null,
    extractor varchar not null,
    language varchar not null,
    title varchar,
    source varchar,
    url varchar,
    published_earliest date,
    published_latest date,
    published_basis varchar not null,
    published_reasons varchar[] not null,
    text varchar not null
);
comment on table documents is 'One row an article.';
comment on column documents.document_id is 'Stable hash of location and text.';
comment on column documents.location is 'Where it was read from, relative to the folder of articles.';
comment on column documents.content_hash is 'SHA-256 of text and metadata: what decides whether a document is new.';
comment on column documents.extractor is 'Version of the extractor that read it.';
comment on column documents.language is 'ISO 639-1.';
comment on column documents.title is 'Headline, where the metadata has one.';
comment on column documents.source is 'Newspaper or agency, where the metadata names one.';
comment on column documents.url is 'Where it was published, http or https.';
comment on column documents.published_earliest is 'First day on which it may have been written; NULL is open.';
comment on column documents.published_latest is 'Last day on which it may have been written, inclusive; NULL is open.';
comment on column documents.published_basis is 'metadata, text, inferred or unknown.';
comment on column documents.published_reasons is 'Where inferred: the constraints that it rests on, for people.';
comment on column documents.text is 'The raw text. Lone surrogates and NULs are U+FFFD, one for one.';

create table time_expressions (
    expression_id varchar primary key,
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
comment on table time_expressions is 'One row a time expression of a document (TIMEX3).';
comment on column time_expressions.expression_id is 'Stable hash of document, span and value.';
comment on column time_expressions.document_id is 'The document.';
comment on column time_expressions.number is 'Its place among the document''s expressions, from 0.';
comment on column time_expressions.span_start is 'First code point in the document''s text.';
comment on column time_expressions.span_end is 'Code point after the last.';
comment on column time_expressions.text is 'The words.';
comment on column time_expressions.type is 'DATE, TIME, DURATION or SET (ISO-TimeML).';
comment on column time_expressions.value is 'TIMEX3 value.';
comment on column time_expressions.mod is 'TIMEX3 mod: START, MID, END, APPROX, ON_OR_AFTER …';
comment on column time_expressions.edtf is 'EDTF (ISO 8601-2), empty where there is no interval.';
comment on column time_expressions.earliest is 'First day; NULL is open, or no interval at all (see starts, ends, edtf).';
comment on column time_expressions.latest is 'Last day, inclusive.';
comment on column time_expressions.starts is 'Start to the second, on the text''s own clock.';
comment on column time_expressions.ends is 'End to the second, exclusive.';
comment on column time_expressions.granularity is 'The unit that the words name: day, month, part_of_month, year …';
comment on column time_expressions.alternatives is 'Readings that lost, the likelier first.';
comment on column time_expressions.basis is 'What the interval rests on: text, published, published (inferred), narrative.';
comment on column time_expressions.rule is 'The rule that read it.';

create table events (
    event_id varchar primary key,
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
    paragraph_end integer not null
);
comment on table events is 'One row a happening, as one document tells it.';
comment on column events.event_id is 'Stable hash of document, trigger, type and interval.';
comment on column events.document_id is 'The document that tells it.';
comment on column events.title is 'A headline in the article''s language.';
comment on column events.type is 'PLOVER name, or one of the extension in docs/design.md.';
comment on column events.modality is 'happened, scheduled, ongoing, negated, alleged or conditional.';
comment on column events.earliest is 'First day on which it may have begun; NULL is open.';
comment on column events.latest is 'Last day that it may have touched, inclusive; NULL is open.';
comment on column events.starts is 'Start to the second, on the text''s own clock.';
comment on column events.ends is 'End to the second, exclusive.';
comment on column events.granularity is 'The unit that dates it: day, month …, or open, unknown.';
comment on column events.edtf is 'EDTF (ISO 8601-2), empty where nothing dates it.';
comment on column events.weekday is 'ISO weekday (1 is Monday) where the day is one of these in the interval.';
comment on column events.basis is 'Why then: what the interval rests on.';
comment on column events.expression_id is 'The time expression that dates it, where one does.';
comment on column events.place is 'Where, by its canonical name.';
comment on column events.country is 'ISO 3166-1 alpha-2.';
comment on column events.latitude is 'Degrees north (WGS 84).';
comment on column events.longitude is 'Degrees east (WGS 84).';
comment on column events.place_start is 'First code point of the place''s mention.';
comment on column events.place_end is 'Code point after its last.';
comment on column events.trigger_start is 'First code point of the word that tells the event.';
comment on column events.trigger_end is 'Code point after its last.';
comment on column events.quote_start is 'First code point of the sentence.';
comment on column events.quote_end is 'Code point after its last.';
comment on column events.paragraph_start is 'First code point of the paragraph around the sentence.';
comment on column events.paragraph_end is 'Code point after its last.';

create table participants (
    event_id varchar not null,
    number integer not null,
    name varchar not null,
    role varchar not null,
    span_start integer not null,
    span_end integer not null,
    primary key (event_id, number)
);
comment on table participants is 'Who takes part in an event.';
comment on column participants.event_id is 'The event.';
comment on column participants.number is 'Place among the event''s participants, from 0.';
comment on column participants.name is 'Canonical name in the article''s script.';
comment on column participants.role is 'agent, recipient, organiser, participant, victim or other.';
comment on column participants.span_start is 'First code point of the mention.';
comment on column participants.span_end is 'Code point after its last.';

create table search_index (
    event_id varchar primary key,
    title_stems varchar[] not null,
    quote_stems varchar[] not null
);
comment on table search_index is 'The stems that search() looks in.';
comment on column search_index.event_id is 'The event.';
comment on column search_index.title_stems is 'Stems of its title and of the names in it.';
comment on column search_index.quote_stems is 'Stems of its sentence.';

create table rejects (
    reject_id varchar primary key,
    location varchar not null,
    reason varchar not null,
    hint varchar not null,
    content_hash varchar not null
);
comment on table rejects is 'Inputs that gave no document, as of the last run.';
comment on column rejects.reject_id is 'Stable hash of the row.';
comment on column rejects.location is 'Where it was read from.';
comment on column rejects.reason is 'What is wrong with it.';
comment on column rejects.hint is 'How to mend it.';
comment on column rejects.content_hash is 'SHA-256 of its bytes, empty where none were read.';

create table runs (
    run_id varchar primary key,
    started timestamptz not null,
    extractor varchar not null,
    documents integer not null,
    events integer not null,
    rejects integer not null
);
comment on table runs is 'One row a run that changed something.';
comment on column runs.run_id is 'Stable hash of when it started.';
comment on column runs.started is 'When it started.';
comment on column runs.extractor is 'Version of the extractor.';
comment on column runs.documents is 'Documents that it loaded.';
comment on column runs.events is 'Events that it loaded.';
comment on column runs.rejects is 'Inputs that it could not read.';
-- Views for people.

create or replace view timeline as
select
    e.event_id,
    e.title,
    e.type,
    e.modality,
    e.earliest,
    e.latest,
    e.granularity,
    e.edtf,
    e.basis,
    coalesce(p.names, []) as participants,
    e.place,
    substring(d.text, e.quote_start + 1, e.quote_end - e.quote_start) as quote,
    e.quote_start,
    e.quote_end,
    e.document_id,
    d.title as document_title,
    d.source,
    d.url,
    d.language,
    case when d.published_earliest = d.published_latest then d.published_earliest end as published,
    d.published_earliest,
    d.published_latest,
    d.published_basis,
    e.weekday,
    e.country,
    e.latitude,
    e.longitude,
    e.trigger_start,
    e.trigger_end,
    x.span_start as expression_start,
    x.span_end as expression_end,
    substring(d.text, e.paragraph_start + 1, e.paragraph_end - e.paragraph_start) as paragraph,
    e.paragraph_start
from events as e
join documents as d using (document_id)
left join time_expressions as x using (expression_id)
left join (
    select event_id, list(name order by number) as names from participants group by event_id
) as p using (event_id);

comment on view timeline is 'One row an event, for people. Dates inclusive, NULL is an open side.';
comment on column timeline.event_id is 'Stable hash: the same input gives the same id on any machine.';
comment on column timeline.title is 'A headline in the article''s language.';
comment on column timeline.type is 'PLOVER name, or one of the extension in docs/design.md.';
comment on column timeline.modality is 'happened, scheduled, ongoing, negated, alleged or conditional.';
comment on column timeline.earliest is 'First day on which it may have begun; NULL is open.';
comment on column timeline.latest is 'Last day that it may have touched, inclusive; NULL is open.';
comment on column timeline.granularity is 'The unit that dates it: day, month …, or open, unknown.';
comment on column timeline.edtf is 'EDTF (ISO 8601-2), empty where nothing dates it.';
comment on column timeline.basis is 'Why then: what the interval rests on.';
comment on column timeline.participants is 'Names of those who take part, in the order of the text.';
comment on column timeline.place is 'Where, by its canonical name.';
comment on column timeline.quote is 'The sentence that tells it, cut from the document.';
comment on column timeline.quote_start is 'First code point of the sentence in the document''s text.';
comment on column timeline.quote_end is 'Code point after its last.';
comment on column timeline.document_id is 'The document that tells it.';
comment on column timeline.document_title is 'The document''s headline.';
comment on column timeline.source is 'Newspaper or agency.';
comment on column timeline.url is 'Where the document was published.';
comment on column timeline.language is 'ISO 639-1.';
comment on column timeline.published is 'The document''s day, where it is known to the day.';
comment on column timeline.published_earliest is 'First day on which the document may have been written.';
comment on column timeline.published_latest is 'Last day on which it may have been written, inclusive.';
comment on column timeline.published_basis is 'metadata, text, inferred or unknown.';
comment on column timeline.weekday is 'ISO weekday (1 is Monday) where the day is one of these in the interval.';
comment on column timeline.country is 'ISO 3166-1 alpha-2 of the place.';
comment on column timeline.latitude is 'Degrees north (WGS 84).';
comment on column timeline.longitude is 'Degrees east (WGS 84).';
comment on column timeline.trigger_start is 'First code point of the word that tells the event.';
comment on column timeline.trigger_end is 'Code point after its last.';
comment on column timeline.expression_start is 'First code point of the time expression that dates it.';
comment on column timeline.expression_end is 'Code point after its last.';
comment on column timeline.paragraph is 'The paragraph around the sentence.';
comment on column timeline.paragraph_start is 'First code point of the paragraph in the document''s text.';
-- Questions about uncertain time. An event `e` is a row of the view timeline (pass the view's alias), days are
-- inclusive, and NULL is an open side of an event or an unbounded side of the period asked for.

create or replace macro certainly_during(e, a, b) as
    (a is null or coalesce(e.earliest >= a, false)) and (b is null or coalesce(e.latest <= b, false));

create or replace macro possibly_during(e, a, b) as
    coalesce(e.earliest <= b, true) and coalesce(e.latest >= a, true);

create or replace macro certainly_before(e, d) as coalesce(e.latest < d, false);

create or replace macro possibly_before(e, d) as coalesce(e.earliest < d, true);

-- The share of the event's days that lie in the period, all days alike; NULL where a side is open.
create or replace macro overlap_share(e, a, b) as
    greatest(0, least(e.latest, coalesce(b, e.latest)) - greatest(e.earliest, coalesce(a, e.earliest)) + 1)
    / (e.latest - e.earliest + 1);

-- Allen's relation between two intervals of days, NULL where a side is open. Days meet where one follows
-- the other without a gap.
create or replace macro allen(e, f) as case
    when e.earliest is null or e.latest is null or f.earliest is null or f.latest is null then null
    when e.earliest = f.earliest and e.latest = f.latest then 'equals'
    when e.latest + 1 < f.earliest then 'before'
    when f.latest + 1 < e.earliest then 'after'
    when e.latest + 1 = f.earliest then 'meets'
    when f.latest + 1 = e.earliest then 'met by'
    when e.earliest = f.earliest then case when e.latest < f.latest then 'starts' else 'started by' end
    when e.latest = f.latest then case when e.earliest > f.earliest then 'finishes' else 'finished by' end
    when e.earliest > f.earliest and e.latest < f.latest then 'during'
    when e.earliest < f.earliest and e.latest > f.latest then 'contains'
    when e.earliest < f.earliest then 'overlaps'
    else 'overlapped by'
end;

-- A word as searching knows it: lower case, no diacritics, Arabic letter variants as one, and an Arabic word
-- without its article, attached letters and the commonest endings.
create or replace macro folded(word) as
    translate(
        lower(strip_accents(regexp_replace(word, '[\x{064b}-\x{0652}\x{0670}\x{0640}]', '', 'g'))),
        'أإآٱىةؤئ', 'ااااييوي'
    );

create or replace macro stem(word) as
    regexp_replace(
        regexp_replace(
            regexp_replace(folded(word), '^[وف]?(?:[بك]?ال|لل)(.{3,})$', '\1'),
            '^[وف](.{4,})$', '\1'
        ),
        '^(.{3,}?)(?:ان|ين|ون|ات|ي|ه|ها|هم|يه)$', '\1'
    );

create or replace macro stems(phrase) as
    list_transform(
        list_filter(regexp_split_to_array(phrase, '[^\p{L}\p{M}\p{N}]+'), lambda w: w <> ''),
        lambda w: stem(w)
    );

create or replace macro events_on(day) as table
    select * from timeline as e where possibly_during(e, day, day)
    order by certainly_during(e, day, day) desc, latest - earliest, event_id;

create or replace macro events_between(a, b, mode := 'possibly') as table
    select * from timeline as e
    where case mode when 'certainly' then certainly_during(e, a, b) else possibly_during(e, a, b) end
    order by earliest nulls first, latest nulls last, event_id;

create or replace macro timeline_of(person) as table
    select * from timeline
    where len(list_filter(participants, lambda p: list_has_all(stems(p), stems(person)))) > 0
    order by earliest nulls last, latest nulls last, event_id;

create or replace macro on_this_day(month, day) as table
    select * from timeline
    where earliest = latest and month(earliest) = month and day(earliest) = day
    order by earliest, event_id;

create or replace macro co_occurrence(person) as table
    select other.name, count(*) as events, list(e.event_id order by e.event_id) as event_ids
    from participants as p
    join events as e using (event_id)
    join participants as other using (event_id)
    where list_has_all(stems(p.name), stems(person)) and other.name <> p.name
    group by other.name
    order by events desc, other.name;

-- How much happened in each period: an uncertain event counts in each by the share of its days that lie there.
-- Events with an open side have no share and are left out; unit is 'day', 'week', 'month', 'year' …
create or replace macro per_period(unit) as table
    with bounded as (
        select event_id, earliest, latest from timeline where earliest is not null and latest is not null
    ),
    periods as (
        select event_id, earliest, latest,
            unnest(generate_series(
                date_trunc(unit, earliest)::timestamp, latest::timestamp, ('1 ' || unit)::interval
            ))::date as period
        from bounded
    )
    select period,
        sum(
            (least(latest, (period + ('1 ' || unit)::interval)::date - 1) - greatest(earliest, period) + 1)
            / (latest - earliest + 1)
        ) as events
    from periods
    group by period
    order by period;

create or replace macro search(phrase) as table
    select t.*, s.rank
    from (
        select event_id,
            len(list_intersect(title_stems, stems(phrase))) * 2
            + len(list_intersect(quote_stems, stems(phrase))) as rank
        from search_index
        where list_has_all(list_concat(title_stems, quote_stems), stems(phrase))
    ) as s
    join timeline as t using (event_id)
    order by s.rank desc, t.earliest nulls last, t.event_id;

-- Each place where the words stand, with what stands around them.
create or replace macro concordance(phrase) as table
    select document_id,
        position - 1 as span_start,
        substring(text, greatest(position - 40, 1), least(40, position - 1)) as "before",
        substring(text, position, length(phrase)) as words,
        substring(text, position + length(phrase), 40) as "after"
    from (
        select document_id, text, unnest(list_filter(
            range(1, length(text) + 1), lambda i: substring(text, i, length(phrase)) = phrase
        )) as position
        from documents where contains(text, phrase)
    )
    order by document_id, span_start;

comment on macro certainly_during is 'Whether all of the event lies in the days from a to b.';
comment on macro possibly_during is 'Whether some day of the event''s interval lies in the days from a to b.';
comment on macro certainly_before is 'Whether the whole event lies before a day.';
comment on macro possibly_before is 'Whether the event may have begun before a day.';
comment on macro overlap_share is 'Share of the event''s days from a to b, uniform; NULL where a side is open.';
comment on macro allen is 'Allen''s relation between the intervals of two events.';
comment on macro folded is 'Lower case, without diacritics, Arabic letter variants as one.';
comment on macro stem is 'A word folded, an Arabic one without article, attached letters and common endings.';
comment on macro stems is 'The stems of a phrase, in order.';
comment on macro table events_on is 'Events that may touch a day, the certain and narrow ones first.';
comment on macro table events_between is 'Events possibly, or with mode := ''certainly'' certainly, from a to b.';
comment on macro table timeline_of is 'Events in which someone takes part, by any part of the name.';
comment on macro table on_this_day is 'Events known to the day that fell on this day of a month, in any year.';
comment on macro table co_occurrence is 'Who else takes part in events with someone.';
comment on macro table per_period is 'Expected number of events in each period; uncertain ones are spread.';
comment on macro table search is 'Events whose title or sentence has all the words, in any form; best first.';
comment on macro table concordance is 'Every place where the exact words stand, with their surroundings.';

insert into meta values ('schema_version', '1');
insert into documents values ('d1', 'ar/a.txt', 'hash', 'older', 'ar', null, null, null, '2015-12-21', '2015-12-21', 'metadata', [], 'التقى الرئيسان في موسكو في 26 تشرين الثاني');
insert into time_expressions values ('x1', 'd1', 0, 20, 42, '26 تشرين الثاني', 'DATE', '2015-11-26', null, '2015-11-26', '2015-11-26', '2015-11-26', null, null, 'day', [], 'published', 'month_day');
insert into events values ('00000000000000e1', 'd1', 'لقاء في موسكو', 'CONSULT', 'happened', '2015-11-26', '2015-11-26', null, null, 'day', '2015-11-26', null, 'published', 'x1', 'موسكو', 'RU', 55.75, 37.6, 18, 23, 0, 5, 0, 42, 0, 42);
insert into participants values ('00000000000000e1', 0, 'فلاديمير بوتين', 'agent', 0, 5), ('00000000000000e1', 1, 'فرنسوا هولاند', 'agent', 0, 5);
insert into search_index values ('00000000000000e1', ['لقاء'], ['رءيس']);
insert into runs values ('r1', '2015-12-22 00:00:00+00', 'older', 1, 1, 0);
