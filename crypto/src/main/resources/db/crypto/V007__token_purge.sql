-- Up to where the values of expired tokens may be removed. No clock alone moves it: a service has to watch a day go by
-- first, so that a clock that is set forward by mistake costs no value while somebody can still set it right.

create table token_purge (
  only_one    boolean primary key default true check (only_one),
  ended_until timestamptz not null,
  next_until  timestamptz not null,
  waited_ms   bigint not null check (waited_ms >= 0)
);
comment on column token_purge.ended_until is 'Values of tokens that expired until then are removed.';
comment on column token_purge.next_until is 'What ended_until becomes when a running service has watched a day since.';
