package dev.yinhu.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The applied versions of the register, in PostgreSQL schema {@code register}.
 *
 * <p>A version never changes once stored; the database itself refuses it. Versions are numbered 1,
 * 2, 3, … without gaps however many nodes apply at once. When a method that writes returns, its
 * transaction is committed. Safe for use by many threads.
 */
public final class RegisterStore {
  /** Channel on which each new version number is announced when its transaction commits. */
  public static final String CHANNEL = "yinhu_register";

  private static final int LONGEST_NAME = 200;

  private static final String SELECT =
      "select version, sources, sha256, applied_by, applied_at from register.versions ";

  private static final String INSERT =
      """
      insert into register.versions (version, sources, sha256, applied_by, applied_at)
      values (:version, cast(:sources as json), :sha256, :appliedBy, :appliedAt)
      """;

  private final Jdbi jdbi;
  private final ObjectMapper json = new ObjectMapper();

  /** Over a database that has been migrated with {@code db/register}. */
  public RegisterStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Stores the sources as the next version, or returns the current version when its sources are the
   * same. The sources must have been read without errors; they are not read again here.
   *
   * @param appliedBy who applies it, 1 to 200 characters
   * @throws IllegalArgumentException when there is no source, or text that cannot be stored
   */
  public StoredRegister apply(List<RegisterSource> sources, String appliedBy, InstantSource clock) {
    requireStorable(sources, appliedBy);
    String sha256 = digest(sources);
    return jdbi.inTransaction(handle -> store(handle, sources, sha256, appliedBy, clock));
  }

  /** The newest version; empty before the first was applied. */
  public Optional<StoredRegister> current() {
    return jdbi.withHandle(this::newest);
  }

  /** The version with that number. */
  public Optional<StoredRegister> version(long version) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "where version = :version")
            .bind("version", version)
            .map(this::stored)
            .findOne());
  }

  /** The newest versions first, at most so many. */
  public List<StoredRegister> versions(int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "order by version desc limit :limit")
            .bind("limit", limit)
            .map(this::stored)
            .list());
  }

  private StoredRegister store(
      Handle handle,
      List<RegisterSource> sources,
      String sha256,
      String appliedBy,
      InstantSource clock) {
    // Blocks other appliers but no reader; released at the end of the transaction.
    handle.execute("lock table register.versions in share row exclusive mode");
    Optional<StoredRegister> current = newest(handle);
    if (current.isPresent() && current.get().sha256().equals(sha256)) {
      return current.get();
    }
    long version = current.map(StoredRegister::version).orElse(0L) + 1;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var next = new StoredRegister(version, sources, sha256, appliedBy, now);
    insert(handle, next);
    return next;
  }

  private void insert(Handle handle, StoredRegister next) {
    handle
        .createUpdate(INSERT)
        .bind("version", next.version())
        .bind("sources", toJson(next.sources()))
        .bind("sha256", next.sha256())
        .bind("appliedBy", next.appliedBy())
        .bind("appliedAt", next.appliedAt())
        .execute();
    handle
        .createQuery("select cast(pg_notify(:channel, :version) as text)")
        .bind("channel", CHANNEL)
        .bind("version", Long.toString(next.version()))
        .mapTo(String.class)
        .list();
  }

  private Optional<StoredRegister> newest(Handle handle) {
    return handle.createQuery(SELECT + "order by version desc limit 1").map(this::stored).findOne();
  }

  private StoredRegister stored(ResultSet row, StatementContext context) throws SQLException {
    long version = row.getLong("version");
    return new StoredRegister(
        version,
        fromJson(version, row.getString("sources")),
        row.getString("sha256"),
        row.getString("applied_by"),
        row.getTimestamp("applied_at").toInstant());
  }

  private String toJson(List<RegisterSource> sources) {
    try {
      return json.writeValueAsString(sources);
    } catch (JsonProcessingException e) {
      throw new RegisterException("the register's sources cannot be written as JSON", e);
    }
  }

  private List<RegisterSource> fromJson(long version, String text) {
    try {
      return json.readValue(text, new TypeReference<List<RegisterSource>>() {});
    } catch (JsonProcessingException e) {
      throw new RegisterException(
          "register version " + version + " is damaged in the database: restore it", e);
    }
  }

  private static void requireStorable(List<RegisterSource> sources, String appliedBy) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a register needs at least one source");
    }
    if (appliedBy.isBlank() || appliedBy.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("appliedBy must have 1 to 200 characters");
    }
    for (RegisterSource source : sources) {
      if (Words.hasUnpairedSurrogate(source.name() + source.text())) {
        throw new IllegalArgumentException(
            "register source " + Quote.of(source.name()) + " is not valid Unicode");
      }
    }
  }

  /** Each name and text goes in with its length, so that no two lists of sources run together. */
  private static String digest(List<RegisterSource> sources) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (RegisterSource source : sources) {
        addTo(sha256, source.name());
        addTo(sha256, source.text());
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void addTo(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
