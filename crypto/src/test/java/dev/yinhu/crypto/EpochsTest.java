package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.epoch.VaultException;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Epochs, the ledger and the database together, over a real database. */
class EpochsTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final byte[] VALUE = LengthPrefixed.utf8("13812345678");
  private static final int PEOPLE = 1_200; // More than two batches.

  private TestCrypto fixture;
  private Crypto crypto;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
    crypto = fixture.crypto();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static SubjectId id(int number) {
    return new SubjectId("u-" + number);
  }

  private static List<SubjectId> people() {
    return IntStream.range(0, PEOPLE).mapToObj(EpochsTest::id).toList();
  }

  private Envelope seal(Crypto room, String subject) {
    return room.cipher().seal(Suite.AES256_GCM, PHONE, TestCrypto.scope(room, subject), "", VALUE);
  }

  private static boolean readable(Crypto room, String subject, Envelope sealed) {
    Map<SubjectId, KeyScope> found = room.subjects().find(List.of(new SubjectId(subject)));
    return !found.isEmpty()
        && room.cipher()
                .open(PHONE, Objects.requireNonNull(found.values().iterator().next()), "", sealed)
            instanceof Opened.Plaintext;
  }

  private CryptoTables backUp(String name) {
    return CryptoTables.backUp(fixture.database().jdbi(), name);
  }

  /** Closes all that is open, as before a restore, and opens again afterwards. */
  private void reopen() {
    crypto.close();
    crypto = fixture.open();
  }

  private Path key(int epoch) {
    return fixture.keyDirectory().resolve("epoch-" + epoch + ".key");
  }

  private Drained drain() {
    return crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED);
  }

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
                  text -> assertThat(text).contains("older than PT720H", "every backup taken"));
        });
  }

  @Test
  void anErasedPersonStaysErasedInABackupFromWithinTheHorizonAndAllOthersAreThere() {
    Envelope anna = seal(crypto, "anna");
    Envelope boris = seal(crypto, "boris");
    CryptoTables backup = backUp("before_erasure");
    crypto.subjects().erase(new SubjectId("anna"));
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(1, 1, 0));
    assertThat(readable(crypto, "anna", anna)).isFalse();
    assertThat(readable(crypto, "boris", boris)).isTrue();
    reopen();
    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(0, 0, 0));
  }

  @Test
  void whoComesBackAfterErasureIsNotErasedByAReplay() {
    seal(crypto, "anna");
    CryptoTables backup = backUp("before_erasure");
    crypto.subjects().erase(new SubjectId("anna"));
    Envelope again = seal(crypto, "anna");
    reopen();
    assertThat(readable(crypto, "anna", again)).isTrue();
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.subjects().find(List.of(new SubjectId("anna")))).isEmpty();
  }

  @Test
  void aBackupOlderThanTheHorizonOpensNobodyAndTheirNumberIsTold() {
    Envelope anna = seal(crypto, "anna");
    Envelope boris = seal(crypto, "boris");
    CryptoTables backup = backUp("old");
    crypto.subjects().erase(new SubjectId("anna"));
    crypto.epochs().rotate();
    drain();
    assertThat(readable(crypto, "boris", boris)).isTrue();
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(2, 1, 1));
    assertThat(readable(crypto, "anna", anna)).isFalse();
    assertThat(readable(crypto, "boris", boris)).isFalse();
    assertThat(crypto.epochs().current()).isEqualTo(2);
    Envelope fresh = seal(crypto, "boris");
    assertThat(readable(crypto, "boris", fresh)).isTrue();
  }

  @Test
  void theRowsOfAnOldBackupDoNotOpenEvenWithEverythingButTheEpochsKey() {
    seal(crypto, "anna");
    List<SubjectStore.Row> stored =
        new SubjectStore(fixture.database().jdbi())
            .find(
                List.of(
                    new SubjectHash.Hasher(crypto.keyrings().active(KeyringName.DIRECTORY))
                        .hash(new SubjectId("anna"))));
    assertThat(crypto.epochs().keys().open(stored.getFirst())).isPresent();

    crypto.epochs().rotate();
    drain();

    assertThat(crypto.epochs().keys().open(stored.getFirst())).isEmpty();
  }

  @Test
  void anOlderDatabaseTakesInTheEpochsThatItDoesNotKnow() {
    Envelope anna = seal(crypto, "anna");
    CryptoTables backup = backUp("before_rotation");
    crypto.epochs().rotate();
    Envelope boris = seal(crypto, "boris");
    crypto.close();
    backup.restore();

    crypto = fixture.open();

    assertThat(crypto.epochs().current()).isEqualTo(2);
    assertThat(readable(crypto, "anna", anna)).isTrue();
    assertThat(readable(crypto, "boris", boris)).isFalse();
    assertThat(drain().destroyed()).containsExactly(1);
    assertThat(readable(crypto, "anna", anna)).isTrue();
    assertThat(crypto.epochs().rotate()).isEqualTo(3);
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
  void nodesThatRotateAtOnceMakeOneEpochAndNoneIsLost() throws Exception {
    Crypto other = fixture.anotherNode();
    for (int round = 1; round <= 10; round++) {
      int expected = round + 1;
      List<Callable<Integer>> both =
          List.of(() -> crypto.epochs().rotate(), () -> other.epochs().rotate());

      assertThat(Together.run(both)).allMatch(id -> id >= expected);
      Await.until(
          "both nodes know the same epoch",
          () -> crypto.epochs().current() == other.epochs().current());
      round = crypto.epochs().current() - 1;
    }
    assertThat(crypto.epochs().status().epochs())
        .filteredOn(epoch -> epoch.state() == EpochState.CURRENT)
        .hasSize(1);
  }

  @Test
  void nodesThatWriteEraseAndDrainAtOnceLoseNobody() throws Exception {
    Crypto other = fixture.anotherNode();
    crypto.subjects().findOrCreate(people());
    crypto.epochs().rotate();
    List<Callable<Object>> all = new ArrayList<>();
    all.add(() -> crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED));
    all.add(() -> other.epochs().drain(done -> {}, TestCrypto.UNRECORDED));
    all.add(() -> other.subjects().findOrCreate(newcomers("x")));
    all.add(() -> crypto.subjects().findOrCreate(newcomers("y")));
    all.add(() -> crypto.subjects().erase(people().subList(0, 100)));
    all.add(() -> other.subjects().erase(people().subList(100, 200)));
    Together.run(all);

    drain();
    other.epochs().drain(done -> {}, TestCrypto.UNRECORDED);
    reopen();
    assertThat(crypto.epochs().opening()).isEqualTo(new EpochOpening(0, 0, 0));
    assertThat(crypto.subjects().find(people())).hasSize(PEOPLE - 200);
    assertThat(crypto.subjects().find(newcomers("x"))).hasSize(300);
    assertThat(crypto.subjects().find(newcomers("y"))).hasSize(300);
    assertThat(key(1)).doesNotExist();
    assertThat(crypto.epochs().status().ledgerLines()).isEqualTo(201);
  }

  private static List<SubjectId> newcomers(String name) {
    return IntStream.range(0, 300).mapToObj(i -> new SubjectId(name + i)).toList();
  }

  @Test
  void aNodeThatDidNotHearOfTheNewEpochAddsNobodyUnderADestroyedOne() {
    EpochKeys deaf =
        new EpochKeys(
            vault(),
            new EpochStore(fixture.database().jdbi()),
            crypto.epochs().erasures(),
            new SubjectWraps(),
            InstantSource.fixed(TestCrypto.NOW));
    deaf.reload();
    SubjectKeys stale =
        new SubjectKeys(
            crypto.keyrings(), deaf, new SubjectWraps(), new java.security.SecureRandom());
    SubjectHash hash = new SubjectHash(new byte[32]);
    crypto.epochs().rotate();
    drain();

    Set<SubjectHash> added =
        new SubjectStore(fixture.database().jdbi())
            .addMissing(List.of(stale.make(hash).row()), TestCrypto.NOW);

    assertThat(added).isEmpty();
  }

  private KeyVault vault() {
    return new KeyVault(
        new dev.yinhu.crypto.epoch.VaultDirectory(fixture.keyDirectory()),
        new RootKeyFile(fixture.rootKeyFile()).read().orElseThrow(),
        new java.security.SecureRandom());
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

  @Test
  void anotherKeyDirectoryStopsTheStart() throws IOException {
    crypto.close();
    Path aside = fixture.keyDirectory().resolveSibling("aside");
    Files.move(fixture.keyDirectory(), aside);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(fixture::open)
        .withMessageContainingAll(fixture.keyDirectory().toString(), "empty", "share");
    deleteTree(fixture.keyDirectory());
    Files.move(aside, fixture.keyDirectory());
    fixture.open().close();
  }

  @Test
  void aMissingEpochOrLedgerStopsTheStartAndSaysWhatToDo() throws IOException {
    crypto.close();
    for (String name : List.of("epoch-1.key", "erasures.log", "ledger.key")) {
      Path file = fixture.keyDirectory().resolve(name);
      Path aside = fixture.keyDirectory().resolveSibling("aside");
      Files.move(file, aside);

      assertThatExceptionOfType(CryptoException.class)
          .as(name)
          .isThrownBy(fixture::open)
          .withMessageContainingAll(fixture.keyDirectory().toString(), "put");

      Files.deleteIfExists(file);
      Files.move(aside, file);
      fixture.open().close();
    }
  }

  @Test
  void aDamagedFileStopsTheStart() throws IOException {
    crypto.close();
    for (String name : List.of("epoch-1.key", "ledger.key")) {
      Path file = fixture.keyDirectory().resolve(name);
      String right = Files.readString(file);
      for (String wrong :
          List.of("", "x", right.substring(0, 40), right.replace('A', 'B').replace('0', '1'))) {
        Files.writeString(file, wrong);

        assertThatExceptionOfType(VaultException.class)
            .as("%s: %s", name, wrong)
            .isThrownBy(fixture::open)
            .withMessageContaining(file.toString());
      }
      Files.writeString(file, right);
    }
    fixture.open().close();
  }

  @Test
  void anOlderLedgerThanTheDatabaseAppliedStopsTheStart() throws IOException {
    seal(crypto, "anna");
    Path ledger = fixture.keyDirectory().resolve("erasures.log");
    byte[] older = Files.readAllBytes(ledger);
    crypto.subjects().erase(new SubjectId("anna"));
    crypto.close();
    Files.write(ledger, older);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(fixture::open)
        .withMessageContainingAll("has 0 lines", "applied 1", "newest copy");
  }

  @Test
  void aLedgerThatWentAnotherWayStopsTheStart() throws IOException {
    seal(crypto, "anna");
    seal(crypto, "boris");
    Path ledger = fixture.keyDirectory().resolve("erasures.log");
    byte[] before = Files.readAllBytes(ledger);
    CryptoTables backup = backUp("fork");
    crypto.subjects().erase(new SubjectId("anna"));
    byte[] one = Files.readAllBytes(ledger);
    crypto.close();
    backup.restore();
    Files.write(ledger, before);
    crypto = fixture.open();
    crypto.subjects().erase(new SubjectId("boris"));
    crypto.close();
    Files.write(ledger, one);

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(fixture::open)
        .withMessageContaining("different ways");
  }

  private static void deleteTree(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
