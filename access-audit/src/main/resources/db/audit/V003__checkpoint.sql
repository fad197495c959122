-- The last checkpoint that was published under each name of the log.

create table checkpoint (
  generation   integer primary key,
  size         bigint not null,
  note         text not null,
  published_at timestamptz not null
);
comment on table checkpoint is 'A signed note for each name the log has had; the log goes on under the highest generation.';
comment on column checkpoint.generation is '1, and one more each time a restore was accepted.';

create table stated_checkpoint (
  only_one   boolean primary key default true,
  generation integer not null,
  size       bigint not null,
  note       text not null
);
comment on table stated_checkpoint is 'The largest checkpoint that any node signed, published or not: what one node remembers, all do.';

create table publishing_turn (
  only_one boolean primary key default true,
  node     uuid,
  until    timestamptz not null default '-infinity'
);
comment on table publishing_turn is 'Which node publishes; saves work only, as any node may publish safely.';
insert into publishing_turn default values;
