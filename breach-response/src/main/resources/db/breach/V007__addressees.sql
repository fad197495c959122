-- By which id the platform knows those who are told; here for as long as a run needs it.

create table addressee (
  incident  text not null,
  person    uuid not null,
  id_sealed bytea,
  primary key (incident, person)
);
comment on table addressee is 'Persons of a scope, with the sealed id by which the stores know them where one was found. Deleted once it is known what became of all notices.';
create index addressee_person on addressee (person) where id_sealed is not null;

create table addressee_search (
  incident text primary key,
  scope    bigint not null,
  state    text not null check (state in ('running', 'failed', 'done')),
  looked   bigint not null default 0,
  found    bigint not null default 0,
  persons  bigint not null default 0,
  fault    text not null default '',
  at       timestamptz not null
);
comment on column addressee_search.at is 'When it was last at work: another node takes over what stood still.';
