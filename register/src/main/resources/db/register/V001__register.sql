-- The applied versions of the register. Schema "register" is created by the migration runner.

create table register.versions (
  version    bigint      primary key check (version > 0),
  -- json, not jsonb: the sources must come back character for character.
  sources    json        not null,
  sha256     text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  applied_by text        not null check (applied_by <> ''),
  applied_at timestamptz not null
);

comment on table register.versions is
  'Every applied version of the register, numbered without gaps; rows are never changed or removed.';

create function register.refuse_change() returns trigger
  language plpgsql
as $$
begin
  raise exception 'register versions are immutable: apply a new version instead'
    using errcode = 'restrict_violation';
end
$$;

create trigger versions_are_immutable
  before update or delete on register.versions
  for each row execute function register.refuse_change();

create trigger versions_are_not_truncated
  before truncate on register.versions
  for each statement execute function register.refuse_change();
