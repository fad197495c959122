-- Tokens that can be turned back. A row is found by a keyed hash of the token, and holds the value sealed under the
-- subject's key: neither the table nor the tokens alone tell anything.

create table token (
  token_hash   bytea primary key check (octet_length(token_hash) = 32),
  value_hash   bytea unique check (octet_length(value_hash) = 32),
  key_id       bigint not null references keyring_version (key_id),
  attempt      smallint not null check (attempt >= 0),
  subject_ref  bytea references subject (subject_ref) on delete cascade,
  envelope     bytea,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  check (envelope is not null or expires_at is not null)
);
create index token_of_subject on token (subject_ref) where subject_ref is not null;
create index token_to_empty on token (expires_at) where envelope is not null;
create index token_to_remove on token (expires_at) where envelope is null;
comment on table token is 'Goes with its subject: erasing the person deletes the rows.';
comment on column token.value_hash is 'Deterministic tokens only: a keyed hash of the value, by which the same value finds its token.';
comment on column token.envelope is 'Null once the token has expired and its value was removed.';
