-- How far each sink has streamed the log. One row for each name; it outlives the sink's section in
-- the configuration, so that a sink which is taken out and put back goes on where it was.

create table sink (
  name            text primary key,
  next_index      bigint not null check (next_index >= 0),
  delivered       bigint not null default 0,
  missed          bigint not null default 0,
  paused          text,
  failures        bigint not null default 0,
  last_failure    text,
  last_failure_at timestamptz,
  last_success_at timestamptz,
  holder          uuid,
  lease_until     timestamptz
);
comment on column sink.next_index is 'The first entry that the receiver is not known to have (or that passed no filter).';
comment on column sink.missed is 'Entries that were pruned before the sink got to them.';
comment on column sink.paused is 'Why nothing is sent until somebody resumes it: by-hand, or what the receiver answered.';
comment on column sink.failures is 'Failures one after the other since the last success.';
comment on column sink.holder is 'The node that streams it now, until lease_until by the clock of this server.';
