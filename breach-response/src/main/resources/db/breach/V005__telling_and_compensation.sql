-- Whom an incident was told to, and what they were offered. A person is a random reference.

create table telling (
  number            bigint generated always as identity primary key,
  incident          text not null,
  state             text not null check (state in ('running', 'done', 'cancelled')),
  at                timestamptz not null,
  actor             text not null,
  request           text not null,
  template          text not null,
  version           integer not null,
  language          text not null,
  words             text not null,
  channels          text not null,
  per_minute        integer not null,
  within_seconds    bigint not null,
  scope             bigint not null,
  cursor            uuid,
  next_due          timestamptz not null,
  seen              bigint not null default 0,
  taken             bigint not null default 0,
  guardians         bigint not null default 0,
  guardians_unknown bigint not null default 0
);
comment on table telling is 'Runs of notices to people. What was said is codes; whom is in table told.';
comment on column telling.scope is 'The version of the scope that it goes through; another one makes it begin anew.';
comment on column telling.cursor is 'The last person of that scope that was put into the outbox, in the order of their bytes.';
comment on column telling.seen is 'Persons of that scope up to the cursor; taken counts those put into the outbox by this run, over all scopes.';
create index telling_incident on telling (incident, number);
create unique index telling_one_runs on telling (incident) where state = 'running';

create table told (
  incident text not null,
  role     text not null check (role in ('person', 'guardian')),
  person   uuid not null,
  telling  bigint not null references telling (number),
  tries    integer not null default 1,
  outcome  text not null default 'waiting'
    check (outcome in ('waiting', 'told', 'failed', 'unreachable', 'erased', 'cancelled')),
  primary key (incident, role, person)
) with (fillfactor = 85);
comment on table told is 'Everybody once for an incident, however many runs there are; only what was cancelled unsent is tried again.';
create index told_waiting on told (incident, role, person) where outcome = 'waiting';

create table public_notice (
  number   bigint generated always as identity primary key,
  incident text not null,
  at       timestamptz not null,
  actor    text not null,
  place    text not null,
  text     text not null,
  persons  bigint not null check (persons >= 0)
);
comment on table public_notice is 'What was published for those who could not be told, where, and for how many; rows are added and never changed.';
create index public_notice_incident on public_notice (incident, number);

create table compensation_account (
  incident  text not null,
  currency  text not null check (currency ~ '^[A-Z]{3}$'),
  budget    bigint not null default 0 check (budget >= 0),
  available bigint not null default 0 check (available >= 0),
  offered   bigint not null default 0 check (offered >= 0),
  accepted  bigint not null default 0 check (accepted >= 0),
  paid      bigint not null default 0 check (paid >= 0),
  primary key (incident, currency),
  constraint sums_reconcile check (budget = available + offered + accepted + paid)
);
comment on table compensation_account is 'Where the money of an incident stands, in minor units. Nothing is offered beyond the budget.';

create table compensation_offer (
  id       bigint generated always as identity primary key,
  incident text not null,
  person   text not null,
  kind     text not null check (kind in ('refund', 'service', 'advance-payment')),
  amount   bigint not null check (amount > 0),
  currency text not null,
  until    timestamptz not null,
  state    text not null check (state in ('offered', 'accepted', 'paid', 'declined', 'withdrawn')),
  foreign key (incident, currency) references compensation_account (incident, currency)
);
create unique index compensation_once on compensation_offer (incident, person, kind)
  where state in ('offered', 'accepted', 'paid');
comment on index compensation_once is 'A person is compensated in one kind once.';
create index compensation_open on compensation_offer (incident, until) where state in ('offered', 'accepted');

create table compensation_entry (
  number    bigint generated always as identity primary key,
  incident  text not null,
  currency  text not null,
  offer     bigint references compensation_offer (id),
  move      text not null check (move in ('budget', 'offer', 'accept', 'pay', 'decline', 'withdraw')),
  debit     text not null check (debit in ('outside', 'available', 'offered', 'accepted')),
  credit    text not null check (credit in ('outside', 'available', 'offered', 'accepted', 'paid')),
  amount    bigint not null check (amount > 0),
  reference text unique,
  at        timestamptz not null,
  actor     text not null,
  constraint moves_are_these check ((move, debit, credit) in (
    ('budget', 'outside', 'available'), ('budget', 'available', 'outside'), ('offer', 'available', 'offered'),
    ('accept', 'offered', 'accepted'), ('pay', 'accepted', 'paid'),
    ('decline', 'offered', 'available'), ('withdraw', 'offered', 'available'))),
  constraint offers_have_one check ((offer is null) = (move = 'budget')),
  constraint payments_are_named check ((reference is not null) = (move = 'pay'))
);
comment on table compensation_entry is 'Every move of money from one account to another; rows are added and never changed.';
comment on column compensation_entry.reference is 'Of the payment, as the payment system names it; none counts twice.';
create unique index compensation_move_once on compensation_entry (offer, move) where offer is not null;
create unique index compensation_answer_once on compensation_entry (offer) where move in ('accept', 'decline', 'withdraw');
create index compensation_entry_incident on compensation_entry (incident, currency);
