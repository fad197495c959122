package dev.yinhu.crypto.testing;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.KeyChangeRecord;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A crypto room over a fresh database, with a root key of its own in a temporary directory. Not
 * safe for use by several threads; the rooms it gives are.
 */
public final class TestCrypto implements AutoCloseable {
  /** What the clock of every room here shows. */
  public static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");

  /** Makes changes without recording them. */
  public static final KeyChangeRecord UNRECORDED = (action, details, change) -> change.get();

  private final Path directory;
  private final TestDatabase database;
  private final Deque<Crypto> rooms = new ArrayDeque<>();

  private TestCrypto(Path directory, TestDatabase database) {
    this.directory = directory;
    this.database = database;
  }

  /** Opens a room. */
  public static TestCrypto create() {
    TestCrypto made = closed();
    made.anotherNode();
    return made;
  }

  /** A fresh database and a place for the root key, with no room opened yet. */
  public static TestCrypto closed() {
    try {
      return new TestCrypto(
          Files.createTempDirectory("yinhu-crypto"), TestDatabase.create("crypto"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first room. */
  public Crypto crypto() {
    return rooms.getLast();
  }

  /** Opens one more room over the same database and root key, as a second node would. */
  public Crypto anotherNode() {
    Crypto room = open();
    rooms.push(room);
    return room;
  }

  /** Opens one more room with a clock of its own. */
  public Crypto anotherNode(InstantSource clock) {
    Crypto room = open(clock);
    rooms.push(room);
    return room;
  }

  /** Opens a room that the caller closes. */
  public Crypto open() {
    return open(InstantSource.fixed(NOW));
  }

  /** Opens a room with a clock of its own that the caller closes. */
  public Crypto open(InstantSource clock) {
    return Crypto.open(database.database(), config(), clock);
  }

  /** What the rooms are opened with. */
  public CryptoConfig config() {
    return new CryptoConfig(rootKeyFile(), 10_000, Duration.ofMinutes(10));
  }

  /** Where the root key lies. */
  public Path rootKeyFile() {
    return directory.resolve("root.key");
  }

  /** The key directory: epochs and erasure ledger. */
  public Path keyDirectory() {
    return config().vault().directory();
  }

  /** The database, with the tables of crypto only. */
  public TestDatabase database() {
    return database;
  }

  /** The scope of the subject of this id in the first room, made when there is none. */
  public KeyScope scope(String subject) {
    return scope(crypto(), subject);
  }

  /** The scope of the subject of this id, made when there is none. */
  public static KeyScope scope(Crypto room, String subject) {
    SubjectId id = new SubjectId(subject);
    return Objects.requireNonNull(room.subjects().findOrCreate(List.of(id)).get(id));
  }

  @Override
  public void close() {
    rooms.forEach(Crypto::close);
    database.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TestCrypto::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
