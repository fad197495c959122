-- What a correction changes, as masks leave it, for who decides and who asked: sealed, and forgotten with the value.
alter table correction_wish add before_mask bytea;
alter table correction_wish add after_mask bytea;
