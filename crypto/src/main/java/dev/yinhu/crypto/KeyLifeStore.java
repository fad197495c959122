package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * SQL over the life cycle of keyrings. Changes run in one transaction each, under a lock of their
 * keyring: of two nodes that change the same keyring at once, the second sees what the first did.
 */
final class KeyLifeStore {
  private final Jdbi jdbi;

  KeyLifeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A destruction as stored. */
  record Destruction(
      String requestedBy,
      Instant requestedAt,
      Optional<String> approvedBy,
      Optional<Instant> approvedAt,
      Duration waited) {}

  /** A version without its key. */
  record Version(
      KeyringName keyring,
      int number,
      long keyId,
      KeyState state,
      Instant createdAt,
      Instant changedAt,
      long sealed,
      long reserved,
      long opened,
      Optional<Instant> lastUsedAt,
      Duration activeFor,
      int minDecryptVersion,
      Optional<Destruction> destruction) {

    boolean retired() {
      return number < minDecryptVersion
          || destruction.filter(waiting -> waiting.approvedBy().isPresent()).isPresent();
    }
  }

  private static final String VERSIONS =
      "select v.keyring, v.version, v.key_id, v.state, v.created_at, v.changed_at, v.sealed,"
          + " v.reserved, v.opened, v.last_used_at, v.active_ms,"
          + " coalesce(k.min_decrypt_version, 1) as min_decrypt_version,"
          + " d.requested_by, d.requested_at, d.approved_by, d.approved_at, d.waited_ms"
          + " from crypto.keyring_version v"
          + " left join crypto.keyring k on k.name = v.keyring"
          + " left join crypto.key_destruction d on d.key_id = v.key_id";

  private static final RowMapper<Version> VERSION =
      (rs, context) ->
          new Version(
              KeyringName.of(rs.getString("keyring")),
              rs.getInt("version"),
              rs.getLong("key_id"),
              KeyState.valueOf(rs.getString("state")),
              instant(rs.getObject("created_at", OffsetDateTime.class)).orElseThrow(),
              instant(rs.getObject("changed_at", OffsetDateTime.class)).orElseThrow(),
              rs.getLong("sealed"),
              rs.getLong("reserved"),
              rs.getLong("opened"),
              instant(rs.getObject("last_used_at", OffsetDateTime.class)),
              Duration.ofMillis(rs.getLong("active_ms")),
              rs.getInt("min_decrypt_version"),
              destruction(
                  rs.getString("requested_by"),
                  instant(rs.getObject("requested_at", OffsetDateTime.class)),
                  rs.getString("approved_by"),
                  instant(rs.getObject("approved_at", OffsetDateTime.class)),
                  rs.getLong("waited_ms")));

  private static Optional<Destruction> destruction(
      @Nullable String requestedBy,
      Optional<Instant> requestedAt,
      @Nullable String approvedBy,
      Optional<Instant> approvedAt,
      long waitedMillis) {
    return requestedBy == null
        ? Optional.empty()
        : Optional.of(
            new Destruction(
                requestedBy,
                requestedAt.orElseThrow(),
                Optional.ofNullable(approvedBy),
                approvedAt,
                Duration.ofMillis(waitedMillis)));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  /** Every version, by keyring and number. */
  List<Version> versions() {
    return jdbi.withHandle(
        handle -> handle.select(VERSIONS + " order by v.keyring, v.version").map(VERSION).list());
  }

  /**
   * Runs a change over one locked keyring; what it throws undoes it. Every node is told when it is
   * committed.
   */
  <T> T change(KeyringName name, Function<Locked, T> change) {
    return jdbi.inTransaction(handle -> {
      handle.execute(
          "insert into crypto.keyring (name) values (?) on conflict do nothing", name.text());
      handle.execute("select 1 from crypto.keyring where name = ? for update", name.text());
      // In the order in which the watch takes them, so that the two never wait for each other.
      handle.execute(
          "select 1 from crypto.keyring_version where keyring = ? order by key_id for update",
          name.text());
      List<Version> versions =
          handle
              .select(VERSIONS + " where v.keyring = ? order by v.version", name.text())
              .map(VERSION)
              .list();
      T result = change.apply(new Locked(handle, name, versions));
      handle.execute("select pg_notify(?, ?)", KeyringStore.CHANNEL, name.text());
      return result;
    });
  }

  /** One keyring under its lock, as it stood when it was locked. */
  static final class Locked {
    private final Handle handle;
    private final KeyringName name;
    private final List<Version> versions;

    private Locked(Handle handle, KeyringName name, List<Version> versions) {
      this.handle = handle;
      this.name = name;
      this.versions = versions;
    }

    KeyringName name() {
      return name;
    }

    Version version(int number) {
      return versions.stream()
          .filter(version -> version.number() == number)
          .findFirst()
          .orElseThrow(() -> KeyChangeRefused.noSuchVersion(name, number));
    }

    Version active() {
      return versions.stream()
          .filter(version -> version.state() == KeyState.ACTIVE)
          .findFirst()
          .orElseThrow(
              () -> new CryptoException("keyring " + name.text() + " has no active version"));
    }

    List<Version> below(int number) {
      return versions.stream().filter(version -> version.number() < number).toList();
    }

    void state(Version version, KeyState state, Instant now) {
      handle.execute(
          "update crypto.keyring_version set state = ?, changed_at = ?, active_ms = 0"
              + " where key_id = ?",
          state.name(),
          now,
          version.keyId());
    }

    /** Adds the successor as the newest version of all; gives its number. */
    int add(KeyringStore.Row successor, Instant now) {
      int number = versions.getLast().number() + 1;
      KeyringStore.insert(handle, successor.numbered(number), now);
      return number;
    }

    void minDecryptVersion(int number) {
      handle.execute(
          "update crypto.keyring set min_decrypt_version = ? where name = ?", number, name.text());
    }

    /** How many subject keys lie wrapped under a version. */
    long subjectsUnder(Version version) {
      return handle
          .select("select count(*) from crypto.subject where wrap_key_id = ?", version.keyId())
          .mapTo(Long.class)
          .one();
    }

    /** How many live tokens are sealed under a version of the keyring {@code field}. */
    long tokensSealedUnder(Version version, Instant now) {
      return TokenResealStore.sealedUnder(handle, version.keyId(), now);
    }

    /** How many live tokens are found by a version of the keyring {@code token}. */
    long tokensFoundBy(Version version, Instant now) {
      return TokenResealStore.foundUnder(handle, version.keyId(), now);
    }

    void request(Version version, String by, Instant now) {
      handle.execute("delete from crypto.key_destruction where key_id = ?", version.keyId());
      handle.execute(
          "insert into crypto.key_destruction (key_id, requested_by, requested_at)"
              + " values (?, ?, ?)",
          version.keyId(),
          by,
          now);
    }

    void approve(Version version, String by, Instant now) {
      handle.execute(
          "update crypto.key_destruction set approved_by = ?, approved_at = ?, waited_ms = 0"
              + " where key_id = ?",
          by,
          now,
          version.keyId());
    }

    void restore(Version version) {
      handle.execute("delete from crypto.key_destruction where key_id = ?", version.keyId());
    }

    /** Erases the wrapped key. */
    void destroy(Version version, Instant now) {
      restore(version);
      handle.execute(
          "update crypto.keyring_version set state = 'DESTROYED', wrapped = null, changed_at = ?"
              + " where key_id = ?",
          now,
          version.keyId());
    }
  }
}
