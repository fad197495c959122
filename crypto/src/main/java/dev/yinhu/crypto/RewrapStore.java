package dev.yinhu.crypto;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** SQL that brings subject keys from one wrapping to another. */
final class RewrapStore {
  /** Rows whose wrapping is not the wanted one; each part is answered from an index alone. */
  private static final List<String> WAITING =
      List.of(
          "epoch is null",
          "epoch < :epoch",
          "epoch > :epoch",
          "epoch = :epoch and wrap_key_id < :keyId",
          "epoch = :epoch and wrap_key_id > :keyId");

  private final Jdbi jdbi;

  RewrapStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How keys are to be wrapped. */
  record Wanted(int epoch, long keyId) {}

  /** Turns rows into rows wrapped as wanted; those it leaves out stay as they are. */
  @FunctionalInterface
  interface Rewrapping {
    List<SubjectStore.Row> rewrap(List<SubjectStore.Row> rows);
  }

  /**
   * What came of a batch.
   *
   * @param last the hash that the next batch begins behind; empty when there are no more rows
   * @param seen how many rows were tried
   * @param changed how many of them are wrapped as wanted now
   */
  record Batch(Optional<SubjectHash> last, int seen, int changed) {}

  /** How many keys are not wrapped as wanted. */
  long waiting(Wanted wanted) {
    String sum = joined("(select count(*) from crypto.subject where %s)", " + ");
    return jdbi.withHandle(handle -> bind(handle, "select " + sum, wanted).mapTo(Long.class).one());
  }

  boolean anyWaiting(Wanted wanted) {
    String any = joined("exists (select 1 from crypto.subject where %s)", " or ");
    return jdbi.withHandle(
        handle -> bind(handle, "select " + any, wanted).mapTo(Boolean.class).one());
  }

  private static String joined(String part, String between) {
    return WAITING.stream().map(part::formatted).collect(Collectors.joining(between));
  }

  private static Query bind(Handle handle, String sql, Wanted wanted) {
    return handle.createQuery(sql).bind("epoch", wanted.epoch()).bind("keyId", wanted.keyId());
  }

  /**
   * Rewraps the next rows behind a hash in one short transaction. Rows that another node works on
   * are passed over.
   *
   * @return empty, and nothing was done, when the wanted epoch is not the current one any more or
   *     the wanted version not the active one
   */
  Optional<Batch> step(SubjectHash after, Wanted wanted, int most, Rewrapping rewrapping) {
    return jdbi.inTransaction(handle -> {
      if (!holdCurrent(handle, wanted.epoch())
          || !TokenResealStore.holdActive(handle, wanted.keyId())) {
        return Optional.empty();
      }
      List<SubjectStore.Row> rows = next(handle, after, wanted, most);
      List<SubjectStore.Row> done = rewrapping.rewrap(rows);
      write(handle, done);
      Optional<SubjectHash> last =
          rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().hash());
      return Optional.of(new Batch(last, rows.size(), done.size()));
    });
  }

  private static boolean holdCurrent(Handle handle, int epoch) {
    return handle
        .select("select 1 from crypto.epoch where id = ? and state = 'CURRENT' for share", epoch)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static List<SubjectStore.Row> next(
      Handle handle, SubjectHash after, Wanted wanted, int most) {
    return bind(
            handle,
            "select id_hash, subject_ref, wrap_key_id, wrapped_key, epoch from crypto.subject"
                + " where id_hash > :after and (epoch is distinct from :epoch or"
                + " wrap_key_id <> :keyId) order by id_hash limit :most for update skip locked",
            wanted)
        .bind("after", after.bytes())
        .bind("most", most)
        .map(SubjectStore.ROW)
        .list();
  }

  private static void write(Handle handle, List<SubjectStore.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    handle.execute(
        "update crypto.subject s set wrap_key_id = n.key_id, wrapped_key = n.key, epoch = n.epoch"
            + " from unnest(?::bytea[], ?::bigint[], ?::bytea[], ?::integer[])"
            + " as n (hash, key_id, key, epoch) where s.id_hash = n.hash",
        rows.stream().map(row -> row.hash().bytes()).toArray(byte[][]::new),
        rows.stream().map(SubjectStore.Row::wrapKeyId).toArray(Long[]::new),
        rows.stream().map(row -> row.wrappedKey().bytes()).toArray(byte[][]::new),
        rows.stream().map(row -> row.epoch().orElseThrow()).toArray(Integer[]::new));
  }
}
