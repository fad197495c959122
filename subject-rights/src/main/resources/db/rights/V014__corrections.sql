-- What people want to stand in a field, while their request is open. The value is sealed under a key that is not here.
create table correction_wish (
  case_id text primary key references subject_case,
  field   text not null,
  sealed  bytea not null
);

create function forget_correction() returns trigger language plpgsql as $$
begin
  delete from rights.correction_wish where case_id = new.id;
  return null;
end $$;

-- However a request ends, its value is forgotten in the same transaction.
create trigger forget_correction after update of state on subject_case
  for each row when (new.state in ('completed', 'refused', 'cancelled', 'expired'))
  execute function forget_correction();
