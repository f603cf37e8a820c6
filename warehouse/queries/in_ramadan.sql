-- What happened in Ramadan 1436?
-- Every event whose days may touch the month, with its Hijri days beside the Gregorian ones.
select edtf as "when", hijri_earliest, hijri_latest, title, place
from events_in_hijri(1436, 9)
where modality in ('happened', 'ongoing')
order by earliest, latest, event_id;
