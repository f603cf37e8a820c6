-- Views for people.

create or replace view timeline as
select
    /* told */
from events as e
join documents as d using (document_id);

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
comment on column timeline.hijri_earliest is 'earliest in the Umm al-Qura calendar, YYYY-MM-DD; NULL outside 1343 to 1500 AH.';
comment on column timeline.hijri_latest is 'latest in the Umm al-Qura calendar.';
comment on column timeline.attribution is 'Who says so, where the text tells it in somebody else''s name.';
comment on column timeline.confidence is 'From 0 to 1, to rank and filter by; no probability (docs/design.md).';
comment on column timeline.confidence_reasons is 'What speaks for it and against it.';
comment on column timeline.authors is 'Who wrote the document, where its metadata says so.';
comment on column timeline.mentions is 'How often the document tells of it, as in event_mentions.';

create or replace view people as
select p.event_id, p.number, n.key, p.name, p.role, p.span_start, p.span_end
from participants as p join names as n using (name);

comment on view people is 'Participants with the key of whom they are, the same in every script.';
comment on column people.event_id is 'The event.';
comment on column people.number is 'Place among the event''s participants, from 0.';
comment on column people.key is 'One of the spellings of the same name in any script, that stands for all of them.';
comment on column people.name is 'The name as the article has it.';
comment on column people.role is 'agent, recipient, organiser, participant, victim or other.';
comment on column people.span_start is 'First code point of the mention.';
comment on column people.span_end is 'Code point after its last.';

create or replace view hijri_days as
select
    unnest(generate_series(first_day, next_day - 1, interval 1 day))::date as day,
    year,
    month,
    unnest(range(1, next_day - first_day + 1)) as day_of_month
from (select *, lead(first_day) over (order by first_day) as next_day from hijri_months)
where next_day is not null;

comment on view hijri_days is 'Every day that the Umm al-Qura calendar covers, with its Hijri date.';
comment on column hijri_days.day is 'The Gregorian day.';
comment on column hijri_days.year is 'Year of the Hijra.';
comment on column hijri_days.month is 'From 1, Muharram, to 12, Dhu al-Hijja.';
comment on column hijri_days.day_of_month is 'From 1 to 29 or 30.';
