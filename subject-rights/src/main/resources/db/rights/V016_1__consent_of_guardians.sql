-- Who decided: of somebody under fourteen the consent of a guardian counts, and no other (PIPL 31).
alter table consent_event add decided_by text not null default 'subject'
  check (decided_by in ('subject', 'guardian'));
