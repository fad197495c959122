-- Links by which a package is taken once, by whoever holds the token; at most one of a package.

create table package_link (
  case_id text primary key references copy_package on delete cascade,
  hash    bytea not null unique,
  ends_at timestamptz not null
);
comment on column package_link.hash is 'SHA-256 of a token of 130 random bits; the row goes when the token is shown.';
