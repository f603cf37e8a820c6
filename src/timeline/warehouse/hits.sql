-- Which events search() finds, before it looks at them.
with asked as (
    select word, folded(word) as form, stem(word) as stem
    from (select unnest(split_words(phrase)) as word)
),
meant as (
    select asked.word, number from asked join words on words.word = asked.form
    union
    select asked.word, number from asked join words on words.stem = asked.stem
),
hits as (
    select event, meant.word, max(case when heading then 2 else 1 end) as weight
    from postings join meant on postings.word = meant.number
    group by event, meant.word
),
ranked as (
    select event, sum(weight)::integer as rank
    from hits group by event having count(*) = (select count(*) from asked)
)
select printf('%016x', event) as event_id, rank
from (from ranked order by rank desc, event limit most)
