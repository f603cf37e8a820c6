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
        '^(.{3,}?)(?:ان|ين|ون|ات|ي|ه|ها|هم|هما|يه|s|es|ed|ing)$', '\1'
    );

create or replace macro split_words(phrase) as
    list_distinct(list_filter(
        regexp_split_to_array(phrase, '[^\p{L}\p{M}\p{N}]+'), lambda w: w <> ''
    ));

create or replace macro stems(phrase) as list_transform(split_words(phrase), lambda w: stem(w));

-- Dates of the Umm al-Qura calendar, for the days that it covers.
create or replace macro hijri(d) as (
    select printf('%04d-%02d-%02d', year, month, day_of_month) from hijri_days where day = d
);

create or replace macro gregorian(hijri_year, hijri_month, hijri_day) as (
    select day from hijri_days
    where year = hijri_year and month = hijri_month and day_of_month = hijri_day
);

create or replace macro events_on(day) as table
    select /* told */
    from events as e join documents as d using (document_id)
    where possibly_during(e, day, day)
    order by certainly_during(e, day, day) desc, e.latest - e.earliest, e.event_id;

create or replace macro events_between(a, b, mode := 'possibly') as table
    select /* told */
    from events as e join documents as d using (document_id)
    where case mode when 'certainly' then certainly_during(e, a, b) else possibly_during(e, a, b) end
    order by e.earliest nulls first, e.latest nulls last, e.event_id;

create or replace macro events_in_hijri(hijri_year, hijri_month) as table
    select /* told */
    from events as e join documents as d using (document_id), (
        select min(day) as a, max(day) as b from hijri_days where year = hijri_year and month = hijri_month
    )
    where e.earliest <= b and e.latest >= a
    order by e.earliest, e.latest, e.event_id;

create or replace macro is_arabic(phrase) as regexp_matches(phrase, '[\x{620}-\x{64a}]');

-- A word of a name as it sounds, in consonants alone: the same in Arabic and in Latin letters (timeline.names).
create or replace macro sound(word) as /* sound */;

create or replace macro sounds(phrase) as list_transform(
    list_filter(split_words(phrase), lambda w: lower(w) not in ('al', 'el')),
    lambda w: sound(folded(regexp_replace(w, '^ال(..)', '\1')))
);

-- In its own script a name is found by its words. In the other it is found by all of its spellings, and by how the
-- words sound: a single word by those that are no given names, for many of these sound alike.
create or replace macro names_of(person) as table
    with asked as materialized (
        select stems(person) as stems, sounds(person) as sounds, is_arabic(person) as arabic
    ),
    read as materialized (
        select distinct key from names, asked where list_has_all(names.stems, asked.stems)
    ),
    heard as (
        select key from names, asked
        where names.arabic <> asked.arabic
        and length(array_to_string(sounds, '')) >= 3
        and case len(sounds)
            when 1 then list_has_all(parts, sounds)
            else not exists (from read) and (
                list_has_all(list_transform(parts, lambda p: upper(p)), sounds)
                or list_contains(parts, array_to_string(sounds, ''))  -- `لودريان`: two words there, one here
            )
        end
    )
    select name, key from names where key in (from read union from heard);

create or replace macro timeline_of(person) as table
    select /* told */
    from (select distinct event_id from participants semi join (from names_of(person)) using (name))
    join events as e using (event_id) join documents as d using (document_id)
    order by e.earliest nulls last, e.latest nulls last, e.event_id;

create or replace macro on_this_day(month, day) as table
    select /* told */
    from events as e join documents as d using (document_id)
    where e.earliest = e.latest and month(e.earliest) = month and day(e.earliest) = day
    order by e.earliest, e.event_id;

-- Names as they are written in the script of the question, where they are.
create or replace macro co_occurrence(person) as table
    with meant as materialized (from names_of(person)),
    others as (
        select key, arabic, event_id, other.name
        from participants as other join names using (name)
        where event_id in (select event_id from participants semi join meant using (name))
        and key not in (select key from meant)
    )
    select coalesce(min(name) filter (arabic = is_arabic(person)), key) as name,
        count(distinct event_id) as events, list(distinct event_id order by event_id) as event_ids
    from others
    group by key
    order by events desc, name;

-- How much happened in each period: an uncertain event counts in each by the share of its days that lie there.
-- Events with an open side have no share and are left out; unit is 'day', 'week', 'month', 'year' …
create or replace macro per_period(unit) as table
    with intervals as (
        select earliest, latest, count(*) as told from events
        where earliest is not null and latest is not null
        group by all
    ),
    periods as (
        select *, unnest(generate_series(
            date_trunc(unit, earliest)::timestamp, latest::timestamp, ('1 ' || unit)::interval
        ))::date as period
        from intervals
    )
    select period,
        sum(
            told
            * (least(latest, (period + ('1 ' || unit)::interval)::date - 1) - greatest(earliest, period) + 1)
            / (latest - earliest + 1)
        ) as events
    from periods
    group by period
    order by period;

-- Every word must stand in the title, the names, the place or the sentence, in any form; one that stands in
-- the first three counts twice. Equals at the cut are those with the lowest ids: a fair sample, for ids are hashes.
create or replace macro search(phrase, most := 100) as table
    with best as (/* hits */)
    select /* told */, best.rank
    from best join events as e using (event_id) join documents as d using (document_id)
    order by best.rank desc, e.earliest nulls last, e.event_id;

-- Each place where the words stand exactly so, with what stands around them.
create or replace macro concordance(phrase) as table
    with pieces as (
        select document_id, text, generate_subscripts(piece, 1) as number, unnest(piece) as piece
        from (
            select document_id, text, string_split(text, phrase) as piece
            from documents where contains(text, phrase) and phrase <> ''
        )
    ),
    found as (
        select document_id, text, number,
            sum(length(piece) + length(phrase)) over (
                partition by document_id order by number
            )::integer - length(phrase) as span_start
        from pieces
    )
    select document_id, span_start,
        substring(text, greatest(span_start - 39, 1), least(40, span_start)) as "before",
        phrase as words,
        substring(text, span_start + length(phrase) + 1, 40) as "after"
    from found
    where span_start < length(text)
    order by document_id, span_start;

comment on macro certainly_during is 'Whether all of the event lies in the days from a to b.';
comment on macro possibly_during is 'Whether some day of the event''s interval lies in the days from a to b.';
comment on macro certainly_before is 'Whether the whole event lies before a day.';
comment on macro possibly_before is 'Whether the event may have begun before a day.';
comment on macro overlap_share is 'Share of the event''s days from a to b, uniform; NULL where a side is open.';
comment on macro allen is 'Allen''s relation between the intervals of two events.';
comment on macro folded is 'Lower case, without diacritics, Arabic letter variants as one.';
comment on macro stem is 'A word folded, an Arabic one without article, attached letters and common endings.';
comment on macro split_words is 'The words of a phrase, each once.';
comment on macro stems is 'The stems of the words of a phrase.';
comment on macro hijri is 'A day in the Umm al-Qura calendar, YYYY-MM-DD; NULL outside 1343 to 1500 AH.';
comment on macro gregorian is 'The day that a date of the Umm al-Qura calendar is.';
comment on macro table events_on is 'Events that may touch a day, the certain and narrow ones first.';
comment on macro table events_between is 'Events possibly, or with mode := ''certainly'' certainly, from a to b.';
comment on macro table events_in_hijri is 'Events that may touch a month of the Umm al-Qura calendar.';
comment on macro sound is 'The consonants of a word without accents, alike in Arabic and Latin letters.';
comment on macro is_arabic is 'Whether there are Arabic letters in it.';
comment on macro sounds is 'How the words of a name sound, without the Arabic article.';
comment on macro table names_of is 'The spellings of those whose name has all the words, in any script.';
comment on macro table timeline_of is 'Events in which someone takes part, by any part of the name, in any script.';
comment on macro table on_this_day is 'Events known to the day that fell on this day of a month, in any year.';
comment on macro table co_occurrence is 'Who else takes part in events with someone, each once in whatever scripts.';
comment on macro table per_period is 'Expected number of events in each period; uncertain ones are spread.';
comment on macro table search is 'Events told in all the words, in any form of them; the best `most` first.';
comment on macro table concordance is 'Every place where the exact words stand, with their surroundings.';
