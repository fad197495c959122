package dev.yinhu.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.KeyPolicy;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.crypto.vectors.GoldenFile.Vector;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory whose schema stands where the first migration left it, with keys, people and
 * envelopes that code independent of ours made, goes on under the present code.
 */
class UpgradeTest {
  @TempDir Path place;

  private GoldenFile golden;
  private DataDirectory directory;

  @BeforeEach
  void makeOldDirectory() throws IOException {
    golden = GoldenFile.read("envelope-1-suite-1.json");
    directory = DataDirectory.open(place.resolve("data"));
    try (Database old = open()) {
      Flyway.configure()
          .dataSource(old.dataSource())
          .locations("classpath:db/crypto")
          .defaultSchema("crypto")
          .createSchemas(true)
          .target("001")
          .load()
          .migrate();
      GoldenRows.put(golden, directory.file("root.key"), old.jdbi());
      assertThat(tables(old)).containsOnly(4L);
    }
  }

  private Database open() {
    return Database.open(DatabaseConfig.embedded().withPoolSize(6), directory);
  }

  /** Without Flyway's own. */
  private static List<Long> tables(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .select(
                    "select count(*) from information_schema.tables where table_schema = 'crypto'"
                        + " and table_name not like 'flyway%'")
                .mapTo(Long.class)
                .list());
  }

  private Crypto crypto(Database database) {
    database.migrate("crypto");
    CryptoConfig config =
        new CryptoConfig(directory.file("root.key"), 10_000, Duration.ofMinutes(10));
    return Crypto.open(database, config, Clock.systemUTC());
  }

  @Test
  void whatWasSealedOpensAndPeopleGetEpochsAndCanBeErased() {
    String erased = golden.subjects().getFirst().id();
    try (Database database = open();
        Crypto crypto = crypto(database)) {
      assertOpen(crypto, null);

      assertThat(crypto.epochs().status().waiting()).isEqualTo(golden.subjects().size());
      crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED);
      assertThat(crypto.epochs().status().waiting()).isZero();

      assertOpen(crypto, null);
      assertThat(crypto.subjects().erase(new SubjectId(erased))).isTrue();
      assertOpen(crypto, erased);
    }
    try (Database database = open();
        Crypto crypto = crypto(database)) {
      assertOpen(crypto, erased);
    }
  }

  @Test
  void itsKeysAreRotatedRetiredAndDestroyedAsAnyOthers() {
    try (Database database = open();
        Crypto crypto = crypto(database)) {
      var keys = crypto.lifeCycle(KeyPolicy.DEFAULT);
      int before = keys.status().keyring(KeyringName.SUBJECT).active();
      int active = keys.rotate(KeyringName.SUBJECT);
      crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED);

      keys.requestDestruction(KeyringName.SUBJECT, before, "anna");
      keys.approveDestruction(KeyringName.SUBJECT, before, "ben");

      assertThat(active).isEqualTo(before + 1);
      assertThat(keys.status().keyring(KeyringName.TOKEN).activeVersion().state())
          .isEqualTo(KeyState.ACTIVE);
      assertOpen(crypto, null);
    }
  }

  /** Every vector that opens does, unless it is of that subject. */
  private void assertOpen(Crypto crypto, @Nullable String erased) {
    List<Vector> opening =
        golden.vectors().stream().filter(vector -> vector.plaintext() != null).toList();
    assertThat(opening).isNotEmpty();
    List<String> opened =
        opening.stream()
            .filter(vector -> opens(crypto, vector))
            .map(Vector::name)
            .collect(Collectors.toList());
    assertThat(opened)
        .isEqualTo(
            opening.stream()
                .filter(vector -> vector.subject() == null || !vector.subject().equals(erased))
                .map(Vector::name)
                .toList());
  }

  private static boolean opens(Crypto crypto, Vector vector) {
    Optional<KeyScope> scope = scope(crypto, vector.subject());
    return scope.isPresent()
        && crypto
                .cipher()
                .open(
                    FieldRef.parse(vector.field()),
                    scope.get(),
                    vector.context(),
                    Envelope.parse(vector.envelope()).orElseThrow())
            instanceof Opened.Plaintext plaintext
        && HexFormat.of()
            .formatHex(plaintext.value())
            .equals(Objects.requireNonNull(vector.plaintext()));
  }

  private static Optional<KeyScope> scope(Crypto crypto, @Nullable String subject) {
    return subject == null
        ? Optional.of(crypto.cipher().shared())
        : crypto.subjects().find(List.of(new SubjectId(subject))).values().stream().findFirst();
  }
}
