package dev.yinhu.service.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that was restored from an older backup: its log is not stated again under the same
 * name, whoever asks and however often it is started, and goes on under another when accepted.
 */
final class RestoredLogIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORIGIN = "yinhu.local/audit";
  private static final String SECOND = "/r2-[0-9a-f]{8}";

  @TempDir private Path place;

  private LiveService start(String directory) throws Exception {
    return LiveService.start(place.resolve(directory), Map.of());
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(place, arguments);
  }

  private static Checkpoint checkpoint(LiveService service) {
    NoteKey key =
        NoteKey.parse(service.send("GET", "/audit/log/vkey", Map.of(), null).text().strip());
    Reply reply = service.send("GET", "/audit/log/checkpoint", Map.of(), null);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    SignedNote note = SignedNote.parse(reply.text());
    assertThat(note.isSignedBy(List.of(key))).isTrue();
    return Checkpoint.parse(note.text());
  }

  private static void assertRefused(LiveService service, String why) {
    Reply reply = service.send("GET", "/audit/log/checkpoint", Map.of(), null);
    assertThat(reply.problem()).isEqualTo("503 checkpoint-withheld");
    assertThat(reply.text()).contains(why, "yinhu audit accept-restore");
    Reply ready = service.send("GET", "/readyz", Map.of(), null);
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.text()).contains("\"checkpoints\":\"failed\"", why);
    assertThat(service.send("GET", "/metrics", Map.of(), null).text())
        .contains("yinhu_audit_checkpoint_refused 1");
  }

  private static void write(LiveService service) {
    Reply reply =
        service.post(
            "order-service",
            "/v1/mask",
            "{\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"13800000000\"}]}");
    assertThat(reply.status()).isEqualTo(200);
  }

  /** One installation with a backup, and a few entries that are younger than it. */
  private long originalWithBackup() throws Exception {
    try (LiveService service = start("data")) {
      write(service);
      CommandLineRun backup = run("backup", "--out", "backup", "--data", "data");
      assertThat(backup.exitCode()).as(backup.err()).isZero();
      for (int i = 0; i < 5; i++) {
        write(service);
      }
      long size =
          service
              .session()
              .database()
              .jdbi()
              .withHandle(handle ->
                  handle.createQuery("select size from audit.head").mapTo(Long.class).one());
      Await.until("all is stated", () -> checkpoint(service).size() >= size);
      return checkpoint(service).size();
    }
  }

  private JsonNode accept(String directory) throws Exception {
    CommandLineRun asked =
        run("audit", "accept-restore", "--reason", "disk lost", "--data", directory);
    assertThat(asked.exitCode()).isOne();
    assertThat(asked.err()).contains("nothing was changed");
    CommandLineRun run =
        run(
            "audit",
            "accept-restore",
            "--reason",
            "disk lost",
            "--yes",
            "--json",
            "--data",
            directory);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  @Test
  void anOlderDatabaseIsRefusedOverRestartsAndGoesOnUnderANewNameWhenAccepted() throws Exception {
    long stated = originalWithBackup();
    CommandLineRun restore = run("restore", "--from", "backup", "--data", "new");
    assertThat(restore.exitCode()).as(restore.err()).isZero();
    assertThat(restore.out()).contains("yinhu audit accept-restore");
    // As if the data directory had survived and only its database had been restored.
    Path audit = place.resolve("new/audit");
    Files.delete(audit.resolve("restored"));
    Files.copy(place.resolve("data/audit/checkpoint"), audit.resolve("checkpoint"));

    try (LiveService service = start("new")) {
      assertRefused(service, "entries were lost");
      write(service);
    }
    try (LiveService service = start("new")) {
      for (int i = 0; i < 10; i++) {
        write(service);
      }
      Await.until(
          "the longer log is found to be another one",
          () ->
              service
                  .send("GET", "/audit/log/checkpoint", Map.of(), null)
                  .text()
                  .contains("they were changed"));
      assertRefused(service, "they were changed");

      JsonNode told = accept("new");
      assertThat(told.path("oldOrigin").asText()).isEqualTo(ORIGIN);
      assertThat(told.path("oldSize").asLong()).isEqualTo(stated);
      String renamed = told.path("newOrigin").asText();
      assertThat(renamed).matches(ORIGIN + SECOND);
      assertThat(Path.of(told.path("evidence").asText()))
          .hasSameTextualContentAs(place.resolve("data/audit/checkpoint"));
      Await.until(
          "it is ready", () -> service.send("GET", "/readyz", Map.of(), null).status() == 200);
      Checkpoint checkpoint = checkpoint(service);
      assertThat(checkpoint.origin()).isEqualTo(renamed);
      assertThat(checkpoint.size()).isGreaterThanOrEqualTo(told.path("newSize").asLong());
      assertThat(service.send("GET", "/audit/log/vkey", Map.of(), null).text().strip())
          .isEqualTo(told.path("verifierKey").asText());
      assertThat(service.entries())
          .containsSubsequence("audit-accept-restore", "intent", "disk lost")
          .containsSubsequence("audit-accept-restore", "done", renamed);
    }
    CommandLineRun again = run("audit", "accept-restore", "--reason", "x", "--data", "new");
    assertThat(again.exitCode()).isOne();
    assertThat(again.err()).contains("there is nothing to accept");
  }

  @Test
  void aBackupBroughtIntoANewDirectoryIsRefusedUntilItIsAccepted() throws Exception {
    originalWithBackup();
    assertThat(run("restore", "--from", "backup", "--data", "new").exitCode()).isZero();
    try (LiveService service = start("new")) {
      assertRefused(service, "was restored from the backup of 20");
    }
    accept("new");
    try (LiveService service = start("new")) {
      assertThat(checkpoint(service).origin()).matches(ORIGIN + SECOND);
    }
  }
}
