-- Keys are stored wrapped only: keyring versions under the root key, subject keys under the keyring "subject".

create table root_key (
  only_one  boolean primary key default true check (only_one),
  id        bytea not null check (octet_length(id) = 8),
  noted_at  timestamptz not null
);
comment on table root_key is 'Which root key wraps what is stored here: a keyed fingerprint, never the key.';

create table keyring_version (
  key_id       bigint primary key check (key_id between 1 and 4294967295),
  keyring      text not null,
  version      integer not null check (version > 0),
  state        text not null check (state in
                 ('PRE_ACTIVE', 'ACTIVE', 'SUSPENDED', 'DEACTIVATED', 'COMPROMISED', 'DESTROYED')),
  wrapped      bytea,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  unique (keyring, version),
  check ((state = 'DESTROYED') = (wrapped is null))
);
create unique index one_active_version on keyring_version (keyring) where state = 'ACTIVE';
comment on column keyring_version.key_id is 'Random, not counted: envelopes of another installation name a key that is unknown here.';

create table subject (
  id_hash      bytea primary key check (octet_length(id_hash) = 32),
  subject_ref  bytea not null unique check (octet_length(subject_ref) = 16),
  wrap_key_id  bigint not null references keyring_version (key_id),
  wrapped_key  bytea not null,
  created_at   timestamptz not null
);
comment on table subject is 'One row per data subject. Deleting the row erases the person: neither key nor link remains.';

create table sealed_secret (
  name         text primary key,
  wrapped      bytea not null,
  created_at   timestamptz not null
);
comment on table sealed_secret is 'Other secrets of the service, each wrapped under the root key with its name as associated data.';
