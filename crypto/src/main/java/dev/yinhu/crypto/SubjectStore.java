package dev.yinhu.crypto;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over the subject directory; knows hashes and wrapped keys only. */
final class SubjectStore {
  /** Told to every node with the hash of a subject that was erased. */
  static final String CHANNEL = "yinhu_subjects";

  private final Jdbi jdbi;

  SubjectStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  record Row(SubjectHash hash, SubjectRef ref, long wrapKeyId, WrappedKey wrappedKey) {}

  List<Row> find(Collection<SubjectHash> hashes) {
    return jdbi.withHandle(handle -> find(handle, hashes));
  }

  private static List<Row> find(Handle handle, Collection<SubjectHash> hashes) {
    return handle
        .select(
            "select id_hash, subject_ref, wrap_key_id, wrapped_key from crypto.subject"
                + " where id_hash = any(?)",
            (Object) array(hashes))
        .map((rs, context) ->
            new Row(
                new SubjectHash(rs.getBytes("id_hash")),
                new SubjectRef(rs.getBytes("subject_ref")),
                rs.getLong("wrap_key_id"),
                new WrappedKey(rs.getBytes("wrapped_key"))))
        .list();
  }

  private static byte[][] array(Collection<SubjectHash> hashes) {
    return hashes.stream().map(SubjectHash::bytes).toArray(byte[][]::new);
  }

  /** Adds the rows whose hash is not there yet; gives what stands for all of them afterwards. */
  List<Row> addMissing(List<Row> rows, Instant now) {
    jdbi.useHandle(handle ->
        handle.execute(
            "insert into crypto.subject (id_hash, subject_ref, wrap_key_id, wrapped_key,"
                + " created_at) select hash, ref, key_id, key, ? from"
                + " unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::bytea[])"
                + " as added (hash, ref, key_id, key) order by hash"
                + " on conflict (id_hash) do nothing",
            now,
            rows.stream().map(row -> row.hash().bytes()).toArray(byte[][]::new),
            rows.stream().map(row -> row.ref().bytes()).toArray(byte[][]::new),
            rows.stream().map(Row::wrapKeyId).toArray(Long[]::new),
            rows.stream().map(row -> row.wrappedKey().bytes()).toArray(byte[][]::new)));
    return find(rows.stream().map(Row::hash).toList());
  }

  Set<SubjectRef> known(Collection<SubjectRef> refs) {
    byte[][] wanted = refs.stream().map(SubjectRef::bytes).toArray(byte[][]::new);
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select subject_ref from crypto.subject where subject_ref = any(?)",
                (Object) wanted)
            .mapTo(byte[].class)
            .stream()
            .map(SubjectRef::new)
            .collect(Collectors.toSet()));
  }

  /** Deletes the row and tells every node; false when there was none. */
  boolean delete(SubjectHash hash) {
    return jdbi.inTransaction(handle -> {
      int deleted = handle.execute("delete from crypto.subject where id_hash = ?", hash.bytes());
      handle.execute("select pg_notify(?, ?)", CHANNEL, HexFormat.of().formatHex(hash.bytes()));
      return deleted == 1;
    });
  }
}
