-- Tables for machines. Dates are inclusive at both ends; NULL is an open side. Offsets are half-open and count
-- code points of documents.text.
--
-- Keys are primary keys only: DuckDB refuses to delete a row and insert it again in one transaction while a
-- foreign key refers to it, and a changed document is replaced in exactly that way. The load checks instead
-- that no row refers to one that isn't there, and rolls back otherwise. The longest tables, participants,
-- event_mentions and time_expressions, are checked in the same way for their keys, which would take a third of
-- the time of a load and a tenth of the file. events has a unique index (indexes.sql), which search() fetches by.

create table if not exists meta (
    name varchar primary key,
    value varchar not null
);
comment on table meta is 'What the file is: its schema version.';
comment on column meta.name is 'schema_version';
comment on column meta.value is 'The value, as text.';

create table if not exists documents (
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
    text varchar not null,
    warnings varchar[] not null,
    stated varchar,
    published_confidence double,
    hard_earliest date,
    hard_latest date,
    likely_earliest date,
    likely_latest date,
    article varchar,
    authors varchar[] not null default []
);
comment on table documents is 'One row an article, wherever it was found.';
comment on column documents.authors is 'Who wrote it, where the metadata says so; empty where it does not.';
comment on column documents.article is 'Hash of its words: the same for the same article anywhere.';
comment on column documents.document_id is 'Stable hash of location and text.';
comment on column documents.location is 'Where it was read from, relative to the folder of articles.';
comment on column documents.content_hash is 'SHA-256 of text and metadata: what decides whether a document is new.';
comment on column documents.extractor is 'Hash of the extractor that read it, with its settings.';
comment on column documents.language is 'ISO 639-1.';
comment on column documents.title is 'Headline, where the metadata has one.';
comment on column documents.source is 'Newspaper or agency, where the metadata names one.';
comment on column documents.url is 'Where it was published, http or https.';
comment on column documents.published_earliest is 'First day on which it may have been written; NULL is open.';
comment on column documents.published_latest is 'Last day on which it may have been written, inclusive; NULL is open.';
comment on column documents.published_basis is 'metadata, text, inferred or unknown.';
comment on column documents.published_reasons is 'Where inferred: the constraints that it rests on, for people.';
comment on column documents.text is 'The raw text. Lone surrogates and NULs are U+FFFD, one for one.';
comment on column documents.published_confidence is 'How sure it is that these days hold the true one, 0 to 1.';
comment on column documents.hard_earliest is 'First day that is left by what must hold alone.';
comment on column documents.hard_latest is 'Last day that is left by what must hold alone.';
comment on column documents.likely_earliest is 'First of the days on which it was most likely written, four in five.';
comment on column documents.likely_latest is 'Last of the days on which it was most likely written, four in five.';
comment on column documents.stated is 'The publication date that its metadata states, as ISO 8601 start/end, half-open.';
comment on column documents.warnings is 'What is doubtful about it, for people: dates that disagree, and the like.';

create table if not exists document_locations (
    location varchar primary key,
    document_id varchar not null,
    source varchar
);
comment on table document_locations is 'Every place where a document was found, that of documents among them.';
comment on column document_locations.location is 'Where: as documents.location.';
comment on column document_locations.document_id is 'The document.';
comment on column document_locations.source is 'Newspaper or agency, where that place names one.';

create table if not exists document_constraints (
    document_id varchar not null,
    number integer not null,
    kind varchar not null,
    earliest date,
    latest date,
    weekday integer,
    hard boolean not null,
    binds boolean not null,
    span_start integer not null,
    span_end integer not null,
    text varchar not null,
    reason varchar not null,
    primary key (document_id, number)
);
comment on table document_constraints is 'What a text shows of its own date, where no metadata states it.';
comment on column document_constraints.document_id is 'The document.';
comment on column document_constraints.number is 'Its place among the document''s constraints, from 0.';
comment on column document_constraints.kind is 'How the words bound the date: dateline, today, past, future, last …';
comment on column document_constraints.earliest is 'First day that it leaves for the writing; NULL is open.';
comment on column document_constraints.latest is 'Last day that it leaves, inclusive; NULL is open.';
comment on column document_constraints.weekday is 'ISO weekday (1 is Monday) of the writing, where it says so.';
comment on column document_constraints.hard is 'Whether it must hold, or does in nearly all news.';
comment on column document_constraints.binds is 'Whether the document''s interval would be wider without it.';
comment on column document_constraints.span_start is 'First code point of its words in the document''s text.';
comment on column document_constraints.span_end is 'Code point after the last.';
comment on column document_constraints.text is 'Its words.';
comment on column document_constraints.reason is 'In one line, for people.';

create table if not exists time_expressions (
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

-- A compressed list is unpacked with all the names around it for each event that is fetched: a third of a search.
create table if not exists events (
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
    participants varchar[] not null using compression uncompressed,
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
comment on column events.participants is 'Names of those who take part, as in participants: for reading without a join.';
comment on column events.expression_start is 'First code point of the time expression that dates it, as in time_expressions.';
comment on column events.expression_end is 'Code point after its last.';
comment on column events.hijri_earliest is 'earliest in the Umm al-Qura calendar, YYYY-MM-DD; NULL outside 1343 to 1500 AH.';
comment on column events.hijri_latest is 'latest in the Umm al-Qura calendar.';
comment on column events.attribution is 'Who says so, where the text tells it in somebody else''s name.';
comment on column events.attribution_start is 'First code point of the mention of who says so.';
comment on column events.attribution_end is 'Code point after its last.';
comment on column events.confidence is 'From 0 to 1, to rank and filter by; no probability (docs/design.md).';
comment on column events.confidence_reasons is 'What speaks for it and against it.';
comment on column events.mentions is 'How often the document tells of it, as in event_mentions.';

create table if not exists event_mentions (
    event_id varchar not null,
    number integer not null,
    trigger_start integer not null,
    trigger_end integer not null,
    quote_start integer not null,
    quote_end integer not null,
    expression_id varchar
);
comment on table event_mentions is 'Every place where a document tells of an event, the one in events among them.';
comment on column event_mentions.event_id is 'The event.';
comment on column event_mentions.number is 'Place among the event''s mentions, in text order from 0.';
comment on column event_mentions.trigger_start is 'First code point of the word that tells it here.';
comment on column event_mentions.trigger_end is 'Code point after its last.';
comment on column event_mentions.quote_start is 'First code point of the sentence.';
comment on column event_mentions.quote_end is 'Code point after its last.';
comment on column event_mentions.expression_id is 'The time expression that dates it here; NULL for none.';

create table if not exists participants (
    event_id varchar not null,
    number integer not null,
    name varchar not null,
    role varchar not null,
    span_start integer not null,
    span_end integer not null
);
comment on table participants is 'Who takes part in an event.';
comment on column participants.event_id is 'The event.';
comment on column participants.number is 'Place among the event''s participants, from 0.';
comment on column participants.name is 'Canonical name in the article''s script.';
comment on column participants.role is 'agent, recipient, organiser, participant, victim or other.';
comment on column participants.span_start is 'First code point of the mention.';
comment on column participants.span_end is 'Code point after its last.';

create table if not exists relations (
    document_id varchar not null,
    number integer not null,
    kind varchar not null,
    event_id varchar not null,
    anchor_id varchar,
    known varchar,
    least integer,
    most integer,
    span_start integer not null,
    span_end integer not null,
    anchor_start integer not null,
    anchor_end integer not null,
    words varchar not null,
    anchor varchar not null,
    primary key (document_id, number)
);
comment on table relations is 'Events that a text dates by another event (ISO-TimeML''s TLINK).';
comment on column relations.document_id is 'The document.';
comment on column relations.number is 'Its place among the document''s relations, from 0.';
comment on column relations.kind is 'before, after, during, since, until, day_before or day_after.';
comment on column relations.event_id is 'The event that is dated so.';
comment on column relations.anchor_id is 'The event of the document that it is dated by; NULL for a known event.';
comment on column relations.known is 'Key of the known event that it is dated by; NULL for one of the document.';
comment on column relations.least is 'Least days from the other event to this one, negative before it; NULL is open.';
comment on column relations.most is 'Most days from the other event to this one; NULL is open.';
comment on column relations.span_start is 'First code point of the words that relate them.';
comment on column relations.span_end is 'Code point after their last.';
comment on column relations.anchor_start is 'First code point of the other event''s mention.';
comment on column relations.anchor_end is 'Code point after its last.';
comment on column relations.words is 'The words that relate them.';
comment on column relations.anchor is 'The words that name the other event.';

create table if not exists contradictions (
    document_id varchar not null,
    number integer not null,
    event_id varchar not null,
    primary key (document_id, number, event_id)
);
comment on table contradictions is 'Relations that gave way, because together with the rest they left an event no day.';
comment on column contradictions.document_id is 'The document.';
comment on column contradictions.number is 'The relation''s number.';
comment on column contradictions.event_id is 'The event that it would have left no day.';

create table if not exists names (
    name varchar primary key,
    stems varchar[] not null,
    key varchar not null,
    form varchar not null,
    arabic boolean not null,
    parts varchar[] not null,
    heard varchar[] not null
);
comment on table names is 'Every name in participants once, with the key of whom it names (docs/design.md).';
comment on column names.name is 'The name, as in participants.';
comment on column names.stems is 'The stems of its words.';
comment on column names.key is 'One of the spellings of the same name in any script, that stands for all of them.';
comment on column names.form is 'The same for the same name in its script; of a country "= " and its English name.';
comment on column names.arabic is 'Whether it is in Arabic letters.';
comment on column names.parts is 'The consonants of each of its words; in small letters those of given names.';
comment on column names.heard is 'Its consonants, in each way it may be read: what a name of another script shares.';

create table if not exists words (
    word varchar not null,
    stem varchar not null,
    number integer not null,
    primary key (word, number)
);
comment on table words is 'Every form of a word that events are told in, and the word that it is a form of.';
comment on column words.word is 'The form, folded.';
comment on column words.stem is 'Its stem: how search() finds the word for a form that nobody has written yet.';
comment on column words.number is 'The word that it is a form of: a hash of its lemma.';

create table if not exists postings (
    word integer not null,
    event ubigint not null,
    heading boolean not null
);
comment on table postings is 'Which events are told in which words: what search() looks in, each load by word.';
comment on column postings.word is 'The word, as words.number.';
comment on column postings.event is 'The event: its event_id, read as a hexadecimal number.';
comment on column postings.heading is 'Whether the word stands in its title, names or place, and not in its sentence alone.';

create table if not exists hijri_months (
    first_day date primary key,
    year integer not null,
    month integer not null
);
comment on table hijri_months is 'The Umm al-Qura calendar: when each month begins, 1343 AH to the first of 1501.';
comment on column hijri_months.first_day is 'Its first day.';
comment on column hijri_months.year is 'Year of the Hijra.';
comment on column hijri_months.month is 'From 1, Muharram, to 12, Dhu al-Hijja.';

create table if not exists fetches (
    url varchar primary key,
    etag varchar,
    modified varchar,
    fetched timestamptz not null
);
comment on table fetches is 'Addresses that were read whole, and how to ask whether they have changed.';
comment on column fetches.url is 'The address, as a source names it.';
comment on column fetches.etag is 'What the server called that version.';
comment on column fetches.modified is 'When it was changed, in the server''s words.';
comment on column fetches.fetched is 'When the run began that read it.';

create table if not exists rejects (
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

create table if not exists runs (
    run_id varchar primary key,
    started timestamptz not null,
    extractor varchar not null,
    documents integer not null,
    events integer not null,
    rejects integer not null,
    unchanged integer,
    removed integer,
    seconds double,
    version varchar,
    duckdb varchar
);
comment on table runs is 'One row a run that changed something.';
comment on column runs.run_id is 'Stable hash of when it started.';
comment on column runs.started is 'When it started.';
comment on column runs.extractor is 'Version of the extractor.';
comment on column runs.documents is 'Documents that it loaded.';
comment on column runs.events is 'Events that it loaded.';
comment on column runs.rejects is 'Inputs that it could not read.';
comment on column runs.unchanged is 'Documents that it left as they were.';
comment on column runs.removed is 'Documents that it removed.';
comment on column runs.seconds is 'From its start to just before it was published.';
comment on column runs.version is 'Version of timeline.';
comment on column runs.duckdb is 'Version of DuckDB.';

create table if not exists run_changes (
    run_id varchar not null,
    change varchar not null,
    event_id varchar,
    previous_id varchar,
    location varchar not null,
    type varchar not null,
    title varchar not null,
    earliest date,
    latest date
);
comment on table run_changes is 'What each run changed, one row an event; what it told again as before has none.';
comment on column run_changes.run_id is 'The run.';
comment on column run_changes.change is 'added, changed or removed.';
comment on column run_changes.event_id is 'The event; NULL where it was removed.';
comment on column run_changes.previous_id is 'What it was before; NULL where it is new.';
comment on column run_changes.location is 'Where its document was read from.';
comment on column run_changes.type is 'Its type, as it was last.';
comment on column run_changes.title is 'Its title, as it was last.';
comment on column run_changes.earliest is 'Its first day, as it was last.';
comment on column run_changes.latest is 'Its last day, as it was last.';
