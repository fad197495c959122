package dev.yinhu.crypto;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL over keyring versions, the root key's fingerprint and sealed secrets; nothing else. */
final class KeyringStore {
  /** Told to every node when a keyring changed. */
  static final String CHANNEL = "yinhu_keys";

  private final Jdbi jdbi;

  KeyringStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A keyring version.
   *
   * @param retired whether it opens nothing for now, whatever its state
   * @param wrapped its key; empty when it was destroyed
   */
  record Row(
      long keyId,
      KeyringName keyring,
      int version,
      KeyState state,
      boolean retired,
      Optional<WrappedKey> wrapped) {

    /** The same under another number, which only the database can give. */
    Row numbered(int number) {
      return new Row(keyId, keyring, number, state, retired, wrapped);
    }
  }

  /** Notes the fingerprint when there is none yet; gives the one that stands. */
  byte[] noteRootKey(byte[] id, Instant now) {
    return jdbi.inTransaction(handle -> {
      handle.execute(
          "insert into crypto.root_key (id, noted_at) values (?, ?) on conflict do nothing",
          id,
          now);
      return rootKeyId(handle).orElseThrow();
    });
  }

  Optional<byte[]> rootKeyId() {
    return jdbi.withHandle(KeyringStore::rootKeyId);
  }

  private static Optional<byte[]> rootKeyId(Handle handle) {
    return handle.select("select id from crypto.root_key").mapTo(byte[].class).findOne();
  }

  List<Row> all() {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select v.key_id, v.keyring, v.version, v.state, v.wrapped,"
                    + " v.version < coalesce(k.min_decrypt_version, 1)"
                    + " or d.approved_at is not null as retired"
                    + " from crypto.keyring_version v"
                    + " left join crypto.keyring k on k.name = v.keyring"
                    + " left join crypto.key_destruction d on d.key_id = v.key_id"
                    + " order by v.keyring, v.version")
            .map((rs, context) ->
                new Row(
                    rs.getLong("key_id"),
                    KeyringName.of(rs.getString("keyring")),
                    rs.getInt("version"),
                    KeyState.valueOf(rs.getString("state")),
                    rs.getBoolean("retired"),
                    Optional.ofNullable(rs.getBytes("wrapped")).map(WrappedKey::new)))
            .list());
  }

  /** Adds version 1 unless the keyring has one; two nodes may do so at once. */
  void addFirst(Row first, Instant now) {
    jdbi.useHandle(handle ->
        handle.execute(
            // Without a target: a second node may fail on any of the unique indexes first.
            INSERT + " on conflict do nothing",
            first.keyId(),
            first.keyring().text(),
            first.version(),
            first.state().name(),
            wrapped(first),
            now,
            now));
  }

  private static byte @Nullable [] wrapped(Row row) {
    return row.wrapped().map(WrappedKey::bytes).orElse(null);
  }

  private static final String INSERT =
      "insert into crypto.keyring_version"
          + " (key_id, keyring, version, state, wrapped, created_at, changed_at)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  /**
   * Makes {@code next} the active version, with the next number of all, if {@code expectedVersion}
   * still is the active one; false when another node was faster.
   */
  boolean replaceActive(int expectedVersion, Row next, Instant now) {
    return new KeyLifeStore(jdbi)
        .change(
            next.keyring(),
            ring -> {
              KeyLifeStore.Version active = ring.active();
              if (active.number() != expectedVersion) {
                return false;
              }
              ring.state(active, KeyState.DEACTIVATED, now);
              ring.add(next, now);
              return true;
            });
  }

  static void insert(Handle handle, Row row, Instant now) {
    handle.execute(
        INSERT,
        row.keyId(),
        row.keyring().text(),
        row.version(),
        row.state().name(),
        wrapped(row),
        now,
        now);
  }

  Optional<byte[]> secret(String name) {
    return jdbi.withHandle(handle ->
        handle
            .select("select wrapped from crypto.sealed_secret where name = ?", name)
            .mapTo(byte[].class)
            .findOne());
  }

  /** Adds the secret unless one of that name stands; gives the one that stands. */
  byte[] addSecret(String name, byte[] wrapped, Instant now) {
    return jdbi.inTransaction(handle -> {
      handle.execute(
          "insert into crypto.sealed_secret (name, wrapped, created_at) values (?, ?, ?)"
              + " on conflict do nothing",
          name,
          wrapped,
          now);
      return handle
          .select("select wrapped from crypto.sealed_secret where name = ?", name)
          .mapTo(byte[].class)
          .one();
    });
  }
}
