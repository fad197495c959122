-- Values minted to be planted in tables: whoever decrypts one read what nobody had a reason to read.

create table canary (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('subject', 'value')),
  field       text not null,
  sealed      bytea not null,
  created_at  timestamptz not null,
  retired_at  timestamptz
);
create index canary_live on canary (field) where retired_at is null;
comment on table canary is 'Which subjects and values are canaries, sealed: a copy of the database does not tell which to leave alone.';
comment on column canary.sealed is 'The subject ref, or the mark of a value that belongs to no subject (docs/formats.md).';
