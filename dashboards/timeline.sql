-- title: الخط الزمني
-- description: الأحداث التي ترويها المقالات، كلٌّ في المدة التي يسمح بها نصه.
-- lanes: type
-- chart: timeline
select *
from timeline
order by earliest nulls last, latest nulls last, event_id
