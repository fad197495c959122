-- What measures of containment refuse where no entry of the access log tells of it.

create table containment_refusal (
  containment bigint primary key references containment (number),
  count       bigint not null check (count > 0)
);
comment on table containment_refusal is 'Sign-ins and sendings to recipients that a measure refused, over all nodes.';
