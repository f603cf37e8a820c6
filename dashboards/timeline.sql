-- title: الخط الزمني
-- description: الأحداث التي ترويها المقالات، كلٌّ في المدة التي يسمح بها نصه.
-- title (en): Timeline
-- description (en): What the articles tell, each event in the time that its text allows.
-- title (fr): Chronologie
-- description (fr): Ce que racontent les articles, chaque événement dans le temps que permet son texte.
-- lanes: type
-- chart: timeline
select *
from timeline
order by earliest nulls last, latest nulls last, event_id
