-- Which words about time fix no interval, and how often do they stand?
select text as words, type, value, count(*) as times
from time_expressions
where edtf = ''
group by text, type, value
order by times desc, words, value
limit 20;
