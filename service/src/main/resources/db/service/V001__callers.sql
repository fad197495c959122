-- Who may call, and by which tokens. A token is stored as its SHA-256 only.

create table service.caller (
  id         bigint generated always as identity primary key,
  name       text not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  role       text not null check (role in ('SERVICE', 'DPO', 'AUDITOR', 'ADMIN')),
  created_at timestamptz not null
);

create table service.caller_token (
  serial     bigint generated always as identity primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  caller_id  bigint not null references service.caller,
  created_at timestamptz not null,
  expires_at timestamptz check (expires_at > created_at),
  revoked_at timestamptz
);
create index caller_token_by_caller on service.caller_token (caller_id);

-- Every node forgets what it cached, whoever made the change and however.
create function service.notify_callers() returns trigger language plpgsql as $$
begin
  perform pg_notify('yinhu_callers', '');
  return null;
end $$;
create trigger caller_changed after insert or update or delete or truncate on service.caller
  for each statement execute function service.notify_callers();
create trigger caller_token_changed after insert or update or delete or truncate
  on service.caller_token for each statement execute function service.notify_callers();
