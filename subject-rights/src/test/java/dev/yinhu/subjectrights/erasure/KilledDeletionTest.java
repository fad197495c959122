package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.certificate.CertificateCheck;
import dev.yinhu.subjectrights.certificate.Certificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the whole process after the work of every step, before it is journaled. */
class KilledDeletionTest {
  private static final int STEPS = 15;
  @TempDir private Path temp;

  @Test
  void aDeletionOverFiveTablesAndAWebhookComesToItsEndOnceWhereverTheProcessIsKilled()
      throws Exception {
    try (CountedStore crm = new CountedStore();
        ErasureRoom room = new ErasureRoom(ErasureRoom.WITH_CRM)) {
      Path key =
          Files.writeString(
              temp.resolve("crm.key"), "whsk_" + Base64.getEncoder().encodeToString(new byte[32]));
      crm.rows.putAll(Map.of("anna", 2, "bea", 1));
      room.crm(URI.create(crm.url()), key);
      SubjectId anna = room.customer("anna");
      room.customer("bea");
      room.now = ahead(0);
      Deletion deletion = room.deletion(Duration.ZERO, room.certificates());
      Case made = room.asked(anna, deletion);
      for (int step = 1; step <= STEPS; step++) {
        kill(room, step, ahead(step), List.of(crm.url(), key.toString()));
      }
      room.now = ahead(STEPS + 1);
      try (Cases.Running _ = room.node(deletion.work())) {
        awaitEnd(room, made);
      }

      assertThat(room.cases.steps(made.id())).hasSize(STEPS);
      assertThat(crm.rows).containsOnly(Map.entry("bea", 1));
      assertThat(crm.asked).as("asked again after the kill, under the same key").hasSize(2);
      assertThat(crm.asked.getFirst()).isEqualTo(crm.asked.getLast());
      assertThat(crm.effects).containsOnly(Map.entry(crm.asked.getFirst(), 2));
      isGenuine(room, made);
      assertThat(room.cases.steps(made.id()))
          .as("the point of no return is an attempt of its own")
          .allMatch(step -> step.attempts() >= 2);
      assertThat(room.count("select count(*) from addresses")).isEqualTo(1);
      assertThat(room.count("select count(*) from lines")).isEqualTo(2);
      assertThat(room.text("select string_agg(id, ' ') from orders where user_id = 'anna'"))
          .isEqualTo("anna-young");
      assertThat(room.access.persons().known(anna)).isEmpty();
      assertThat(room.access.persons().known(new SubjectId("bea"))).isPresent();
      assertThat(
              room.opened(
                  TombstoneBook.CALLER,
                  ErasureRoom.DUTY,
                  "shop.orders.consignee",
                  Persons.retained(made.id().text()).value(),
                  room.text("select consignee from orders where id = 'anna-young'")))
          .isEqualTo("consignee of anna-young");
      assertThat(room.cases.steps(made.id()))
          .filteredOn(step -> step.kind().equals("erase-rows"))
          .extracting(Step::place)
          .doesNotHaveDuplicates()
          .hasSize(6);
    }
  }

  /** One certificate, which says so of each of the six collections. */
  private static void isGenuine(ErasureRoom room, Case made) {
    String text = new Certificates(room.database.jdbi()).of(made.id()).orElseThrow();
    CertificateCheck check =
        new CertificateCheck(
            room.certificateKey().verifierKeys(), List.of(ErasureRoom.LOG_KEY.key()));
    assertThat(check.check(text)).isInstanceOf(CertificateCheck.Verdict.Genuine.class);
    assertThat(text)
        .contains(
            "crm.people",
            "shop.users",
            "shop.addresses",
            "shop.orders",
            "shop.lines",
            "shop.reviews")
        .doesNotContain("anna");
  }

  /** Each node's clock is so far on that the one before it, which was killed, counts as dead. */
  private static Instant ahead(int step) {
    return InstantSource.system().instant().plus(Duration.ofSeconds(10L * step));
  }

  private static void awaitEnd(ErasureRoom room, Case made) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (room.cases.find(made.id()).orElseThrow().state() != CaseState.COMPLETED) {
      assertThat(System.nanoTime()).as("%s", room.cases.steps(made.id())).isLessThan(end);
      Thread.sleep(10);
      room.now = room.now.plusMillis(10);
    }
  }

  private void kill(ErasureRoom room, int step, Instant begin, List<String> crm)
      throws IOException {
    ConnectionInfo own = room.database.connectionInfo();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DeletingProcess.class.getName(),
                own.jdbcUrl(),
                room.shop.connectionInfo().jdbcUrl(),
                own.user(),
                password(own).toString(),
                room.rootKey.toString(),
                Files.createDirectories(temp.resolve("data")).toString(),
                Integer.toString(step),
                begin.toString(),
                crm.getFirst(),
                crm.getLast())
            .redirectError(temp.resolve("errors-" + step).toFile())
            .start();
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      String line = told.readLine();
      while (line != null && !line.equals("at " + step)) {
        line = told.readLine();
      }
      assertThat(line).as(() -> "step " + step + ": " + errors(step)).isEqualTo("at " + step);
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private String errors(int step) {
    try {
      return Files.readString(temp.resolve("errors-" + step));
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private Path password(ConnectionInfo own) throws IOException {
    Path file = temp.resolve("password");
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, own.password());
    }
    return file;
  }
}
