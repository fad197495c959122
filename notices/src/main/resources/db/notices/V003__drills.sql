-- Drills end in a sink of their own; no channel ever takes them. These walls hold whatever a program does.

alter table notice drop constraint drills_are_not_sent;
alter table notice add constraint drills_are_not_sent
  check (not drill or (state in ('waiting', 'stopped', 'expired', 'failed') and attempts = 0 and tries = 0 and gateway_id is null));
alter table notice add constraint drills_are_marked
  check (case when drill then owner not like 'incident/inc-%' and key not like 'incident/inc-%'
    else owner not like '%/drill-%' and key not like '%/drill-%' end);
comment on constraint drills_are_marked on notice is 'The name says that it is a drill, and so does the mark.';

create function notice_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the drill mark, key, owner and recipient of a notice do not change';
end $$;
create trigger notice_stays before update of drill, key, owner, recipient on notice for each row
  when (old.drill <> new.drill or old.key <> new.key or old.owner <> new.owner or old.recipient <> new.recipient)
  execute function notice_stays();

create index notice_drills on notice (due_at) where drill and state = 'waiting';
