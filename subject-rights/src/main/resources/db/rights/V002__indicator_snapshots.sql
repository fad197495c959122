-- Published figures of a quarter or half-year, frozen: rows are added and never changed.
create table indicator_snapshot (
  kind    text not null check (kind in ('quarter', 'half-year')),
  year    integer not null,
  number  integer not null check (number between 1 and 4),
  zone    text not null,
  content bytea not null,
  sha256  bytea not null check (length(sha256) = 32),
  made_at timestamptz not null,
  primary key (kind, year, number, zone)
);
comment on column indicator_snapshot.content is 'Canonical JSON (RFC 8785); the same facts give the same bytes.';
