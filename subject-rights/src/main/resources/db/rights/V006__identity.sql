-- Who asks: codes to contacts, tokens that are good once, limits, and stops of old contacts.

-- The code of a case that is good now; a new one takes the place of the old.
create table step_up_code (
  case_id   text primary key references subject_case on delete cascade,
  hash      bytea not null,
  made_at   timestamptz not null,
  ends_at   timestamptz not null,
  tries     integer not null,
  issued    integer not null,
  used      boolean not null
);
comment on column step_up_code.hash is 'Keyed hash of the case and the code; the key is not in this database.';

-- Names of tokens that were shown, until they would not be taken any more for their age.
create table shown_token (
  hash    bytea primary key,
  ends_at timestamptz not null
);
create index on shown_token (ends_at);

-- How often something was tried in a window of time. A bounded number of rows: whatever is counted
-- falls into one of them by its keyed hash.
create table attempt_count (
  kind     text not null,
  slot     integer not null,
  began_at timestamptz not null,
  count    integer not null,
  primary key (kind, slot)
);

-- Tokens by which an old contact stops a case.
create table stop_token (
  hash    bytea primary key,
  case_id text not null references subject_case on delete cascade,
  ends_at timestamptz not null
);
create index on stop_token (case_id);

-- What is proven of who asks for a case.
create table identity_proof (
  case_id       text primary key references subject_case on delete cascade,
  vouched_at    timestamptz,
  code_at       timestamptz,
  relation      text check (relation in ('accepted', 'refused')),
  relation_code text,
  relation_by   text,
  relation_at   timestamptz
);
