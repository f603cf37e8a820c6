-- From schema version 4. The names are read anew; who wrote an article is known once it is read again.
alter table documents add column authors varchar[] default [];
alter table documents alter column authors set not null;

drop table if exists names;
