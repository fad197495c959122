package dev.yinhu.service.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.root.SecretFile;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One installation, its backups from before and after things happened, and what comes of restoring
 * each of them: the erased stay erased, and everybody else is there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BackupIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COUNT = 40;

  private Path place;
  private Path data;
  private Path first;
  private People people;

  /** Encrypts for forty people, backs up while the service runs, then erases number 7. */
  @BeforeAll
  void backUpAndErase(@TempDir Path place) throws Exception {
    this.place = place;
    data = place.resolve("data");
    first = place.resolve("first");
    try (LiveService service = LiveService.start(data, Map.of())) {
      people = People.encrypt(service, COUNT);
      CommandLineRun run = run("backup", "--out", "first", "--data", "data", "--json");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).contains("holds the root key in clear");
      JsonNode told = JSON.readTree(run.out());
      assertThat(told.path("rootKey").asText()).isEqualTo("clear");
      assertThat(told.path("files").asInt()).isGreaterThan(100);
      assertThat(service.entries())
          .containsSubsequence("backup", "intent", "backup", "done", "\"root_key\":\"clear\"");
      SecondNode.erase(data, People.id(7));
      assertThat(people.decrypt(service)).isEqualTo(people.butErased(7));
    }
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(place, arguments);
  }

  private JsonNode restored(String... arguments) throws IOException {
    CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private String refused(String... arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).isOne();
    assertThat(run.err()).contains("yinhu: ").doesNotContain("--debug");
    return run.err();
  }

  private List<String> decrypt(String directory) throws IOException {
    try (LiveService service = LiveService.start(place.resolve(directory), Map.of())) {
      return people.decrypt(service);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  @Order(1)
  void theTwoArchivesAreForTheirOwnerOnlyAndTheDataHoldsNoKey() throws Exception {
    try (Stream<Path> files = Files.walk(first)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
    try (Stream<Path> files = Files.walk(first.resolve("data"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .noneMatch(name -> name.endsWith(".key") || name.equals("erasures.log"));
    }
    assertThat(first.resolve("keys/epoch-1.key")).exists();
    assertThat(first.resolve("keys/root.key")).hasSameBinaryContentAs(data.resolve("root.key"));
  }

  @Test
  @Order(2)
  void theErasedStaysErasedWhenTheNewerLedgerIsGivenAndAllOthersAreRead() throws Exception {
    JsonNode told =
        restored(
            "restore",
            "--from",
            "first",
            "--ledger",
            "data/keys/erasures.log",
            "--data",
            "one",
            "--json");

    assertThat(told.path("ledgerLines").asInt()).isEqualTo(1);
    assertThat(told.path("erasedAgain").asInt()).isEqualTo(1);
    assertThat(told.path("unreadable").asInt()).isZero();
    assertThat(told.path("ledger").asText()).endsWith("data/keys/erasures.log");
    assertThat(decrypt("one")).isEqualTo(people.butErased(7));
  }

  @Test
  @Order(3)
  void aKeyDirectoryThatIsThereAlreadyIsKeptAndGoesOn() throws Exception {
    Path keys = Files.createDirectories(place.resolve("two")).resolve("keys");
    copyTree(data.resolve("keys"), keys);
    byte[] ledger = Files.readAllBytes(keys.resolve("erasures.log"));

    JsonNode told = restored("restore", "--from", "first", "--data", "two", "--json");

    assertThat(told.path("erasedAgain").asInt()).isEqualTo(1);
    assertThat(told.path("epochs")).isEmpty();
    assertThat(keys.resolve("erasures.log")).hasBinaryContent(ledger);
    assertThat(decrypt("two")).isEqualTo(people.butErased(7));
  }

  @Test
  @Order(4)
  void theKeysOfALaterBackupBringTheErasureWithThem() throws Exception {
    assertThat(run("backup", "--out", "later", "--data", "data", "--keys-only").exitCode())
        .isZero();
    assertThat(place.resolve("later/data")).doesNotExist();

    CommandLineRun run =
        run("restore", "--from", "first", "--keys", "later/keys", "--data", "three");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("erased again: 1");
    assertThat(decrypt("three")).isEqualTo(people.butErased(7));
  }

  @Test
  @Order(5)
  void whatIsDamagedOrIncompleteIsRefusedBeforeAnythingIsWritten() throws Exception {
    copyTree(first, place.resolve("bad"));
    Path file = place.resolve("bad/data/cluster/global/pg_control");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);

    assertThat(refused("restore", "--from", "bad", "--data", "four"))
        .contains("pg_control", "not as it was written");
    assertThat(place.resolve("four")).doesNotExist();
    Files.delete(place.resolve("bad/data/manifest.json"));
    assertThat(refused("restore", "--from", "bad", "--data", "four")).contains("broken off");
    Files.delete(place.resolve("bad/keys/epoch-1.key"));
    copyTree(first.resolve("data/manifest.json"), place.resolve("bad/data/manifest.json"));
    bytes[100] ^= 1;
    Files.write(file, bytes);
    assertThat(refused("restore", "--from", "bad", "--data", "four")).contains("epoch-1.key");
    assertThat(place.resolve("four")).doesNotExist();
  }

  @Test
  @Order(6)
  void nothingIsOverwritten() throws Exception {
    assertThat(refused("backup", "--out", "first", "--data", "data")).contains("is not empty");
    assertThat(refused("restore", "--from", "first", "--data", "data"))
        .contains("has a database already");
    Path other = Files.createDirectories(place.resolve("five"));
    LiveService.start(other, Map.of()).close();
    try (Stream<Path> files = Files.walk(other.resolve("postgresql/cluster"))) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    assertThat(refused("restore", "--from", "first", "--data", "five"))
        .contains("root.key is not the one of the backup");
  }

  /**
   * The key of the installation in another form than in the backup, as {@code key seal} leaves it.
   */
  private Path sealedAgain(String directory, Path passphrase) throws IOException {
    Files.writeString(passphrase, "a long way from home");
    Path file = Files.createDirectories(place.resolve(directory)).resolve("root.key");
    Files.copy(data.resolve("root.key"), file);
    RootKeySeals seals =
        new RootKeySeals(
            Optional.of(new SecretFile(passphrase)), Optional.empty(), SealKind.PASSPHRASE);
    assertThat(new RootKeyFile(file).sealTo(SealKind.PASSPHRASE, seals).from())
        .isEqualTo(SealKind.FILE);
    return file;
  }

  @Test
  @Order(7)
  void aRootKeyThatWasSealedSinceTheBackupIsKeptAsItIs() throws Exception {
    Path passphrase = place.resolve("passphrase");
    Path file = sealedAgain("sealed", passphrase);
    byte[] before = Files.readAllBytes(file);
    Files.writeString(place.resolve("sealed.yaml"), "root_key: {passphrase_file: passphrase}\n");

    JsonNode told =
        restored(
            "restore",
            "--from",
            "first",
            "--ledger",
            "data/keys/erasures.log",
            "--data",
            "sealed",
            "--config",
            "sealed.yaml",
            "--json");

    assertThat(told.path("opened").asBoolean()).isTrue();
    assertThat(told.path("erasedAgain").asInt()).isEqualTo(1);
    assertThat(file).hasBinaryContent(before);
    Map<String, String> settings = Map.of("root_key.passphrase_file", passphrase.toString());
    try (LiveService service = LiveService.start(place.resolve("sealed"), settings)) {
      assertThat(people.decrypt(service)).isEqualTo(people.butErased(7));
    }
  }

  @Test
  @Order(7)
  void aSealedRootKeyThatDoesNotOpenNowIsKeptTooAndNeverReplacedByOneInClear() throws Exception {
    Path file = sealedAgain("shut", place.resolve("unknown"));
    byte[] before = Files.readAllBytes(file);

    CommandLineRun run = run("restore", "--from", "first", "--data", "shut");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("applied at the first start").doesNotContain("move it away");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  @Order(7)
  void withoutTheRootKeyTheFilesAreInPlaceAndTheFirstStartDoesTheRest() throws Exception {
    copyTree(first, place.resolve("rootless"));
    Path keys = place.resolve("rootless/keys");
    Files.delete(keys.resolve("root.key"));
    JsonNode manifest = JSON.readTree(keys.resolve("manifest.json").toFile());
    for (int i = 0; i < manifest.path("files").size(); i++) {
      if (manifest.path("files").path(i).path("name").asText().equals("root.key")) {
        ((com.fasterxml.jackson.databind.node.ArrayNode) manifest.path("files")).remove(i);
      }
    }
    JSON.writeValue(keys.resolve("manifest.json").toFile(), manifest);

    CommandLineRun run =
        run(
            "restore",
            "--from",
            "rootless",
            "--ledger",
            "data/keys/erasures.log",
            "--data",
            "six",
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("applied at the first start");
    assertThat(JSON.readTree(run.out()).path("opened").asBoolean(true)).isFalse();
    Files.copy(data.resolve("root.key"), place.resolve("six/root.key"));
    assertThat(decrypt("six")).isEqualTo(people.butErased(7));
  }

  @Test
  @Order(8)
  void aBackupFromBeforeTheHorizonIsReadByNobody() throws Exception {
    CommandLineRun rotated = run("key", "rotate-epoch", "--data", "data", "--json");
    assertThat(rotated.exitCode()).as(rotated.err()).isZero();
    JsonNode told = JSON.readTree(rotated.out());
    assertThat(told.path("epoch").asInt()).isEqualTo(2);
    assertThat(told.path("rewrapped").asInt()).isEqualTo(COUNT - 1);
    assertThat(told.path("destroyed").path(0).asInt()).isEqualTo(1);
    assertThat(decrypt("data")).isEqualTo(people.butErased(7));
    Path keys = Files.createDirectories(place.resolve("seven")).resolve("keys");
    copyTree(data.resolve("keys"), keys);

    CommandLineRun run = run("restore", "--from", "first", "--data", "seven");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("not brought back: [1]")
        .contains("39 people cannot be read by anybody");
    assertThat(keys.resolve("epoch-1.key")).doesNotExist();
    assertThat(decrypt("seven")).containsOnly("[subject-erased]");
  }

  @Test
  @Order(9)
  void aBackupTakenWithoutAServiceIsAsGood() throws Exception {
    assertThat(run("backup", "--out", "cold", "--data", "data").exitCode()).isZero();

    assertThat(
            restored("restore", "--from", "cold", "--data", "eight", "--json")
                .path("ledgerLines")
                .asInt())
        .isZero();
    assertThat(decrypt("eight")).isEqualTo(people.butErased(7));
  }
}
