-- The outbox: what is to be told to whom, and what became of it. No contact value, name or text stands here: a recipient is
-- a reference, a parameter is a code, number or date, and a one-time code is sealed and goes when the notice is settled.

create table notice (
  id           uuid primary key,
  key          text not null unique,
  content      bytea not null,
  owner        text not null,
  recipient    text not null,
  channels     text not null,
  template     text not null,
  version      integer not null,
  language     text not null,
  parameters   text not null,
  sealed_code  bytea,
  drill        boolean not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  state        text not null,
  code         text not null default '',
  step         integer not null default 0,
  channel      text not null,
  due_at       timestamptz not null,
  attempts     integer not null default 0,
  tries        integer not null default 0,
  unsure       boolean not null default false,
  gateway_id   text,
  confirm_by   timestamptz,
  contradicted boolean not null default false,
  claim        uuid,
  lease_until  timestamptz,
  settled_at   timestamptz,
  constraint state_known check (state in ('waiting', 'sending', 'accepted', 'delivered', 'failed', 'bounced', 'expired',
    'unreachable', 'stopped')),
  -- The last wall before a sender: a drill never even gets as far as being sent.
  constraint drills_are_not_sent check (not drill or state in ('waiting', 'stopped', 'expired')),
  constraint codes_go_when_settled check (sealed_code is null or state in ('waiting', 'sending', 'accepted'))
) with (fillfactor = 70);
comment on column notice.id is 'From the key (SHA-256), so the same notice has the same id for a gateway even after a restore.';
comment on column notice.content is 'SHA-256 of what was asked for, without a one-time code: the same key with other content is refused.';
comment on column notice.attempts is 'On the channel of this step; tries counts those of all.';
comment on column notice.unsure is 'On the channel of this step something may have been sent without our knowing.';
comment on column notice.claim is 'Who works on it until lease_until, by the clock of the database.';
create index notice_due on notice (channel, due_at) where state in ('waiting', 'sending', 'accepted');
create index notice_owner on notice (owner);
create index notice_settled on notice (settled_at) where settled_at is not null;

create table attempt (
  notice     uuid not null references notice on delete cascade,
  number     integer not null,
  step       integer not null,
  channel    text not null,
  begun_at   timestamptz not null,
  ended_at   timestamptz,
  outcome    text not null default 'begun',
  code       text not null default '',
  gateway_id text,
  primary key (notice, number)
);
create index attempt_gateway_id on attempt (gateway_id, channel) where gateway_id is not null;

create table call_back (
  notice      uuid not null references notice on delete cascade,
  step        integer not null,
  verdict     text not null,
  code        text not null,
  first_at    timestamptz not null,
  times       integer not null default 1,
  effect      text not null,
  primary key (notice, step, verdict, code)
);
comment on table call_back is 'What gateways and receivers said later, each said thing once; those that contradict are kept too.';
