-- The statement that adds a subject, and the one that wraps its key anew, hold the rows of epoch and
-- keyring version for themselves and ask more of them than that they exist: that the epoch lives and
-- that the version is the active one. Neither kind of row is ever deleted. The foreign keys did the
-- same over again for every row, at a third of the cost of adding one.
alter table subject drop constraint subject_wrap_key_id_fkey;
alter table subject drop constraint subject_epoch_fkey;
