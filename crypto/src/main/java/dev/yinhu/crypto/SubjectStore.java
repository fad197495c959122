package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.LedgerEnd;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** SQL over the subject directory; knows hashes and wrapped keys only. */
final class SubjectStore {
  /** Told to every node with the hash of a subject that was erased; empty for many at once. */
  static final String CHANNEL = "yinhu_subjects";

  private static final int FETCHED = 10_000;

  /** As tokens are added for several subjects at once, so that the two never wait in a circle. */
  private static final String IN_ORDER =
      " (select subject_ref from crypto.subject where %s = any(?) order by subject_ref for update)";

  static final RowMapper<Row> ROW =
      (rs, context) ->
          new Row(
              new SubjectHash(rs.getBytes("id_hash")),
              new SubjectRef(rs.getBytes("subject_ref")),
              rs.getLong("wrap_key_id"),
              new WrappedKey(rs.getBytes("wrapped_key")),
              Optional.ofNullable(rs.getObject("epoch", Integer.class)));

  private final Jdbi jdbi;
  private final List<ErasureStore> listeners;

  SubjectStore(Jdbi jdbi) {
    this(jdbi, List.of());
  }

  /**
   * @param listeners called inside each transaction that erases
   */
  SubjectStore(Jdbi jdbi, List<ErasureStore> listeners) {
    this.jdbi = jdbi;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * @param epoch whose key wraps the key too; empty in a row from before there were epochs
   */
  record Row(
      SubjectHash hash,
      SubjectRef ref,
      long wrapKeyId,
      WrappedKey wrappedKey,
      Optional<Integer> epoch) {}

  List<Row> find(Collection<SubjectHash> hashes) {
    return jdbi.withHandle(handle -> find(handle, hashes));
  }

  private static List<Row> find(Handle handle, Collection<SubjectHash> hashes) {
    return handle
        .select(
            "select id_hash, subject_ref, wrap_key_id, wrapped_key, epoch from crypto.subject"
                + " where id_hash = any(?)",
            (Object) array(hashes))
        .map(ROW)
        .list();
  }

  /** The rows of these references; those that do not exist are absent. */
  List<Row> findByRef(Collection<SubjectRef> refs) {
    byte[][] wanted = refs.stream().map(SubjectRef::bytes).toArray(byte[][]::new);
    return jdbi.withHandle(handle ->
        find(
            handle,
            handle
                .select(
                    "select id_hash from crypto.subject where subject_ref = any(?)",
                    (Object) wanted)
                .mapTo(byte[].class)
                .map(SubjectHash::new)
                .list()));
  }

  private static byte[][] array(Collection<SubjectHash> hashes) {
    return hashes.stream().map(SubjectHash::bytes).toArray(byte[][]::new);
  }

  /**
   * Adds the rows whose hash is not there yet; gives the hashes of those it added. A row under an
   * epoch that was destroyed meanwhile is not added, nor one wrapped under a version that is not
   * the active one any more: the locks on the rows of epoch and version keep both as they are while
   * subjects are being added.
   */
  Set<SubjectHash> addMissing(List<Row> rows, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "insert into crypto.subject (id_hash, subject_ref, wrap_key_id, wrapped_key, epoch,"
                    + " created_at) select hash, ref, added.key_id, key, epoch, ? from"
                    + " unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::bytea[], ?::integer[])"
                    + " as added (hash, ref, key_id, key, epoch) join (select id from crypto.epoch"
                    + " where id = any(?) and state <> 'DESTROYED' order by id for share) as living"
                    + " on living.id = added.epoch join (select key_id from crypto.keyring_version"
                    + " where key_id = any(?) and state = 'ACTIVE' order by key_id for key share)"
                    + " as wrapping on wrapping.key_id = added.key_id"
                    + " order by hash on conflict (id_hash) do nothing"
                    + " returning id_hash",
                now,
                rows.stream().map(row -> row.hash().bytes()).toArray(byte[][]::new),
                rows.stream().map(row -> row.ref().bytes()).toArray(byte[][]::new),
                rows.stream().map(Row::wrapKeyId).toArray(Long[]::new),
                rows.stream().map(row -> row.wrappedKey().bytes()).toArray(byte[][]::new),
                epochs(rows),
                rows.stream()
                    .map(row -> row.epoch().orElseThrow())
                    .distinct()
                    .toArray(Integer[]::new),
                rows.stream().map(Row::wrapKeyId).distinct().toArray(Long[]::new))
            .mapTo(byte[].class)
            .stream()
            .map(SubjectHash::new)
            .collect(Collectors.toSet()));
  }

  private static Integer[] epochs(List<Row> rows) {
    return rows.stream().map(row -> row.epoch().orElseThrow()).toArray(Integer[]::new);
  }

  Set<SubjectRef> known(Collection<SubjectRef> refs) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select subject_ref from crypto.subject where subject_ref = any(?)",
                (Object) refArray(refs))
            .mapTo(byte[].class)
            .stream()
            .map(SubjectRef::new)
            .collect(Collectors.toSet()));
  }

  private static byte[][] refArray(Collection<SubjectRef> refs) {
    return refs.stream().map(SubjectRef::bytes).toArray(byte[][]::new);
  }

  /**
   * Deletes the rows, notes that the ledger is applied up to there, and tells every node, all in
   * one transaction.
   */
  void erase(Collection<Row> rows, LedgerEnd applied) {
    jdbi.useTransaction(handle -> {
      handle.execute(
          "delete from crypto.subject where subject_ref in" + IN_ORDER.formatted("id_hash"),
          (Object) array(rows.stream().map(Row::hash).toList()));
      forget(handle, rows.stream().map(Row::ref).toList());
      EpochStore.moveTo(handle, applied);
      for (Row row : rows) {
        handle.execute(
            "select pg_notify(?, ?)", CHANNEL, HexFormat.of().formatHex(row.hash().bytes()));
      }
    });
  }

  private void forget(Handle handle, Collection<SubjectRef> refs) {
    listeners.forEach(listener -> listener.erased(handle, refs));
  }

  /** Deletes the rows of these references; gives how many there were. */
  int eraseAgain(Collection<SubjectRef> refs) {
    return jdbi.inTransaction(handle -> {
      int deleted =
          handle.execute(
              "delete from crypto.subject where subject_ref in" + IN_ORDER.formatted("subject_ref"),
              (Object) refArray(refs));
      forget(handle, refs);
      handle.execute("select pg_notify(?, '')", CHANNEL);
      return deleted;
    });
  }

  /** Gives every reference there is, one after the other, without holding them all. */
  void forEachRef(Consumer<SubjectRef> consumer) {
    jdbi.useTransaction(handle ->
        handle
            .createQuery("select subject_ref from crypto.subject")
            .setFetchSize(FETCHED)
            .mapTo(byte[].class)
            .stream()
            .map(SubjectRef::new)
            .forEach(consumer));
  }

  /** At most so many references of subjects whose epoch is destroyed. */
  List<SubjectRef> unreadable(int most) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select subject_ref from crypto.subject where epoch in"
                    + " (select id from crypto.epoch where state = 'DESTROYED') limit ?",
                most)
            .mapTo(byte[].class)
            .map(SubjectRef::new)
            .list());
  }
}
