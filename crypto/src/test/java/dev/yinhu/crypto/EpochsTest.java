package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Epochs, the ledger and the database together, over a real database. */
class EpochsTest extends EpochRoom {
  @Test
  void theFirstEpochIsMadeOutsideTheDatabaseForItsOwnerOnly() throws IOException {
    assertThat(crypto.epochs().current()).isEqualTo(1);
    assertThat(mode(fixture.keyDirectory())).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(fixture.keyDirectory())) {
      assertThat(files)
          .extracting(file -> String.valueOf(file.getFileName()))
          .contains("epoch-1.key", "ledger.key", "erasures.log");
    }
    for (String name : List.of("epoch-1.key", "ledger.key", "erasures.log")) {
      assertThat(mode(fixture.keyDirectory().resolve(name))).isEqualTo("rw-------");
    }
    String wrapped = Files.readString(key(1)).strip().replaceAll(".* ", "");
    assertThat(Tables.dump(fixture.database().jdbi())).doesNotContain(wrapped);
    assertThat(crypto.epochs().status().epochs()).hasSize(1);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aNewEpochTakesEverybodyOverAndTheOldKeyIsDestroyed() {
    Envelope sealed = seal(crypto, "u-1");
    crypto.subjects().findOrCreate(people());
    Crypto other = fixture.anotherNode();

    assertThat(crypto.epochs().rotate()).isEqualTo(2);
    assertThat(key(1)).exists();
    Drained drained = drain();

    assertThat(drained.rewrapped()).isEqualTo(PEOPLE);
    assertThat(drained.left()).isZero();
    assertThat(drained.destroyed()).containsExactly(1);
    assertThat(key(1)).doesNotExist();
    assertThat(key(2)).exists();
    assertThat(readable(crypto, "u-1", sealed)).isTrue();
    assertThat(readable(other, "u-1", sealed)).isTrue();
    other.subjects().forgetAll();
    assertThat(other.subjects().find(people())).hasSize(PEOPLE);
    assertThat(fixture.open().subjects().find(people())).hasSize(PEOPLE);
  }

  @Test
  void aDestructionThatWasBrokenOffIsFinishedByARunningNode() {
    crypto.subjects().findOrCreate(people());
    crypto.epochs().rotate();
    crypto.epochs().drain(done -> {}, (action, details, change) -> false);
    assertThat(key(1)).exists();
    // As a node that died, or whose disk was full, right after it told the database.
    new EpochStore(fixture.database().jdbi()).destroyDrained(1, TestCrypto.NOW);

    crypto.epochs().catchUp();

    assertThat(key(1)).doesNotExist();
    assertThat(crypto.epochs().status().ledgerLines()).isEqualTo(1);
    assertThat(fixture.open().subjects().find(people())).hasSize(PEOPLE);
  }

  @Test
  void theStatusStatesTheHorizon() {
    EpochStatus fresh = crypto.epochs().status();
    assertThat(fresh.outOfReachUntil()).isEmpty();
    assertThat(fresh.horizon()).isEqualTo(Duration.ofDays(30));
    assertThat(fresh.nextRotation()).isEqualTo(TestCrypto.NOW.plus(Duration.ofDays(30)));
    crypto.subjects().findOrCreate(people());

    crypto.epochs().rotate();
    assertThat(crypto.epochs().status().waiting()).isEqualTo(PEOPLE);
    assertThat(crypto.epochs().status().outOfReachUntil()).isEmpty();
    drain();

    EpochStatus after = crypto.epochs().status();
    assertThat(after.waiting()).isZero();
    assertThat(after.outOfReachUntil()).contains(TestCrypto.NOW);
    assertThat(after.epochs())
        .extracting(EpochStatus.Epoch::state)
        .containsExactly(EpochState.DESTROYED, EpochState.CURRENT);
    assertThat(after.ledgerLines()).isEqualTo(1);
    assertThat(after.lastDrain()).contains(Duration.ZERO);
    assertThat(crypto.lifeCycle(KeyPolicy.DEFAULT).status().sections())
        .filteredOn(section -> section.name().equals("epochs"))
        .singleElement()
        .satisfies(section -> {
          assertThat(section.facts())
              .containsEntry("current", "2")
              .containsEntry("ledger_lines", "1")
              .hasEntrySatisfying(
                  "horizon",
                  text ->
                      assertThat(text)
                          .contains(
                              "older than 30 days", "(last 0 seconds)", "every backup taken"));
        });
  }

  @Test
  void keysFromBeforeThereWereEpochsAreTakenOver() {
    Envelope anna = seal(crypto, "anna");
    KeyVersion version = crypto.keyrings().active(KeyringName.SUBJECT);
    SubjectStore.Row row =
        new SubjectStore(fixture.database().jdbi())
                .find(
                    List.of(
                        new SubjectHash.Hasher(crypto.keyrings().active(KeyringName.DIRECTORY))
                            .hash(new SubjectId("boris"))))
                .stream()
                .findFirst()
                .orElseGet(() -> asBeforeEpochs(version));
    assertThat(row.epoch()).isEmpty();
    crypto.subjects().forgetAll();

    assertThat(crypto.subjects().find(List.of(new SubjectId("boris")))).hasSize(1);
    Envelope sealed = seal(crypto, "boris");
    assertThat(crypto.epochs().status().waiting()).isEqualTo(1);
    assertThat(drain().rewrapped()).isEqualTo(1);
    crypto.subjects().forgetAll();
    assertThat(readable(crypto, "boris", sealed)).isTrue();
    assertThat(readable(crypto, "anna", anna)).isTrue();
  }

  /** A row as the first version of Yinhu wrote it. */
  private SubjectStore.Row asBeforeEpochs(KeyVersion version) {
    SubjectHash hash =
        new SubjectHash.Hasher(crypto.keyrings().active(KeyringName.DIRECTORY))
            .hash(new SubjectId("boris"));
    byte[] ref = new byte[SubjectRef.BYTES];
    byte[] wrapped =
        version
            .wrap()
            .seal(
                new byte[AesGcm.KEY_BYTES],
                LengthPrefixed.of(LengthPrefixed.utf8("yinhu/subject-key/v1"), ref));
    fixture
        .database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into crypto.subject (id_hash, subject_ref, wrap_key_id, wrapped_key,"
                    + " created_at) values (?, ?, ?, ?, now())",
                hash.bytes(),
                ref,
                version.keyId(),
                wrapped));
    return new SubjectStore(fixture.database().jdbi()).find(List.of(hash)).getFirst();
  }

  @Test
  void aRotatedKeyringIsFollowedInTheSameWay() {
    Envelope anna = seal(crypto, "anna");
    crypto.keyrings().rotate(KeyringName.SUBJECT);

    assertThat(crypto.epochs().status().waiting()).isEqualTo(1);
    assertThat(drain()).isEqualTo(new Drained(1, 0, List.of()));
    crypto.subjects().forgetAll();
    assertThat(readable(crypto, "anna", anna)).isTrue();
    assertThat(key(1)).exists();
  }

  @Test
  void aKeyThatDoesNotOpenKeepsItsEpochAlive() {
    seal(crypto, "anna");
    fixture
        .database()
        .jdbi()
        .useHandle(
            handle -> handle.execute("update crypto.subject set wrapped_key = '\\x00'::bytea"));
    crypto.epochs().rotate();

    assertThat(drain()).isEqualTo(new Drained(0, 1, List.of()));
    assertThat(key(1)).exists();
  }

  @Test
  void theEpochIsDueAfterItsTimeAndAClockSetBackChangesNothing() {
    AtomicReference<Instant> time = new AtomicReference<>(TestCrypto.NOW);
    InstantSource clock = time::get;
    try (Crypto room = Crypto.open(fixture.database().database(), fixture.config(), clock)) {
      assertThat(room.epochs().due()).isFalse();
      time.set(TestCrypto.NOW.plus(Duration.ofDays(30)));
      assertThat(room.epochs().due()).isTrue();
      room.epochs().rotate();
      assertThat(room.epochs().due()).isFalse();

      time.set(TestCrypto.NOW.minus(Duration.ofDays(365)));
      assertThat(room.epochs().due()).isFalse();
      int rotated = room.epochs().rotate();
      assertThat(room.epochs().status().epochs().get(rotated - 1).created())
          .isEqualTo(TestCrypto.NOW.plus(Duration.ofDays(30)));
    }
  }
}
