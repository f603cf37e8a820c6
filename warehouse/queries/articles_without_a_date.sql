-- Which articles state no date of their own, between which days were they written, and how do we know?
select published_earliest, published_latest, published_basis, location, published_reasons
from documents
where published_basis <> 'metadata'
order by published_latest - published_earliest nulls last, location;
