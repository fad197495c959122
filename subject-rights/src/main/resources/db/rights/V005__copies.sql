-- Copies of people's data: an archive that opens with a passphrase only, in pieces, for as long as it may be taken.

create table copy_package (
  case_id           text primary key references subject_case,
  complete          boolean not null default false,
  bytes             bigint not null default 0,
  sha256            text,
  sealed_passphrase bytea,
  made_at           timestamptz not null,
  expires_at        timestamptz not null,
  taken             integer not null default 0,
  check (not complete or sha256 is not null)
);
comment on column copy_package.sealed_passphrase is 'Sealed under a key that is not here; deleted when it has been told.';
comment on column copy_package.taken is 'How often it was begun to be taken.';
create index copy_package_expiry on copy_package (expires_at);

create table copy_piece (
  case_id text not null references copy_package on delete cascade,
  number  integer not null,
  content bytea not null,
  primary key (case_id, number)
);
comment on table copy_piece is 'The archive, already encrypted, in the order of its bytes.';
