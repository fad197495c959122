-- What scans found and what people made of it: places, never values.

create table finding (
  id          bigint generated always as identity primary key,
  store       text not null,
  place       text not null,
  type        text not null,
  occurrences bigint not null check (occurrences > 0),
  share       double precision check (share between 0 and 1),
  confidence  double precision not null check (confidence between 0 and 1),
  sample      text not null,
  fingerprint text not null,
  first_seen  timestamptz not null,
  last_seen   timestamptz not null,
  last_job    uuid not null references job,
  gone_at     timestamptz,
  triage      text not null default 'open'
    check (triage in ('open', 'confirmed', 'false-positive', 'accepted', 'resolved')),
  assignee    text,
  until       date,
  unique (store, place, type)
);
comment on table finding is 'A type of personal data at a place; one row however often it is scanned.';
comment on column finding.place is 'Column or file within the store; a file counts as one place.';
comment on column finding.sample is 'Masked.';
comment on column finding.fingerprint is 'Keyed hash, to tell values apart without showing them.';
comment on column finding.gone_at is 'Since when a whole scan of the place finds it no more.';
comment on column finding.until is 'Until when it is accepted; the day after it is open again.';
create index finding_open on finding (id) where gone_at is null;

create table finding_event (
  finding bigint not null references finding,
  number  integer not null,
  at      timestamptz not null,
  by      text not null,
  kind    text not null check (kind in ('found', 'gone', 'returned', 'triage', 'expired')),
  triage  text,
  note    text,
  primary key (finding, number)
);
comment on table finding_event is 'The history of each finding; rows are only added.';
comment on column finding_event.by is 'Caller who decided, or the job that saw it.';
