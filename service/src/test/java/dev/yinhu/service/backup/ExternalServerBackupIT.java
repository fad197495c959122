package dev.yinhu.service.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.EpochOpening;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.CommandLineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The procedure of docs/backup.md for an external server, with the real pg_dump. */
final class ExternalServerBackupIT {
  private static final List<SubjectId> PEOPLE =
      IntStream.range(0, 50).mapToObj(i -> new SubjectId("u-" + i)).toList();

  @TempDir Path place;

  @Test
  void theErasedStaysErasedAfterPgRestoreAndAllOthersAreThere() throws Exception {
    Path keys = place.resolve("keys");
    Path node = place.resolve("node");
    Path dump = place.resolve("yinhu.dump");
    try (Postgres15 server = Postgres15.start(place)) {
      server.client("createdb", "yinhu");
      Path yaml = server.configuration(place, "yinhu");
      try (SecondNode live = SecondNode.on(server.config(place, "yinhu"), node, keys)) {
        live.crypto().subjects().findOrCreate(PEOPLE);
        server.client("pg_dump", "-Fc", "-f", dump.toString(), "yinhu");
        run(0, "backup", "--out", "archive", "--keys-only", "--config", yaml.toString());
        live.erase("u-7");
      }

      assertRestored(server, "with_live_keys", dump, keys, new EpochOpening(1, 1, 0));
      Path brought = place.resolve("brought");
      Files.createDirectory(brought);
      for (String name : List.of("epoch-1.key", "ledger.key", "erasures.log")) {
        Files.copy(place.resolve("archive/keys").resolve(name), brought.resolve(name));
      }
      Files.copy(
          keys.resolve("erasures.log"),
          brought.resolve("erasures.log"),
          StandardCopyOption.REPLACE_EXISTING);
      assertRestored(server, "with_brought_keys", dump, brought, new EpochOpening(1, 1, 0));

      run(0, "key", "rotate-epoch", "--config", yaml.toString());
      restore(server, "too_old", dump);
      try (SecondNode restored = SecondNode.on(server.config(place, "too_old"), node, keys)) {
        assertThat(restored.crypto().epochs().opening()).isEqualTo(new EpochOpening(2, 1, 49));
        assertThat(restored.crypto().subjects().find(PEOPLE)).isEmpty();
      }
      try (SecondNode live = SecondNode.on(server.config(place, "yinhu"), node, keys)) {
        assertThat(live.crypto().subjects().find(PEOPLE)).hasSize(49);
      }
    }
  }

  private void assertRestored(
      Postgres15 server, String name, Path dump, Path keys, EpochOpening expected)
      throws Exception {
    restore(server, name, dump);
    try (SecondNode restored =
        SecondNode.on(server.config(place, name), place.resolve("node"), keys)) {
      assertThat(restored.crypto().epochs().opening()).isEqualTo(expected);
      assertThat(restored.knows("u-7")).isFalse();
      assertThat(restored.crypto().subjects().find(PEOPLE)).hasSize(49);
    }
  }

  private static void restore(Postgres15 server, String name, Path dump) throws Exception {
    server.client("createdb", name);
    server.client("pg_restore", "-d", name, "--exit-on-error", dump.toString());
  }

  private void run(int exitCode, String... arguments) {
    CommandLineRun run = CommandLineRun.of(place, arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
  }

  @Test
  void backupAndRestoreOfTheWholeAreRefusedWithTheWayToGo() throws Exception {
    Path yaml =
        Files.writeString(
            place.resolve("x.yaml"),
            "database: {url: \"jdbc:postgresql://127.0.0.1:1/x\", user: x}\n");
    CommandLineRun backup =
        CommandLineRun.of(place, "backup", "--out", "b", "--config", yaml.toString());
    CommandLineRun restore =
        CommandLineRun.of(place, "restore", "--from", "b", "--config", yaml.toString());

    assertThat(backup.exitCode()).isEqualTo(2);
    assertThat(backup.err()).contains("pg_dump", "--keys-only");
    assertThat(restore.exitCode()).isEqualTo(2);
    assertThat(restore.err()).contains("pg_restore");
  }
}
