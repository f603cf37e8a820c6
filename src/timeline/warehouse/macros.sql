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
