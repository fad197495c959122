package dev.yinhu.subjectrights.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the whole process after the work of every step, before it is journaled. */
class KilledCorrectionTest {
  private static final String PHONE = "shop.users.phone";
  private static final List<String> STEPS =
      List.of("correct-check", "correct-write", "correct-write", "correct-tell");
  @TempDir private Path temp;

  @Test
  void theNewValueStandsOnceInEveryRowAndTheRecipientTakesItOnceWhereverTheProcessIsKilled()
      throws Exception {
    CorrectionRoom.Own own = CorrectionRoom.Own.fresh();
    try (TestDatabase shop = TestDatabase.create();
        CountedRecipient express = new CountedRecipient()) {
      fill(shop);
      Path key =
          Files.writeString(
              temp.resolve("express.key"),
              "whsk_" + Base64.getEncoder().encodeToString(new byte[32]));
      try (CorrectionRoom room =
          new CorrectionRoom(
              settings(shop.connectionInfo()),
              own,
              CountedRecipient.settings(express.url(), key))) {
        room.now = ahead(0);
        Case made = room.asked("anna", PHONE, "13900139000");
        for (int step = 1; step <= STEPS.size(); step++) {
          kill(own, shop, step, express.url(), key);
        }
        room.now = ahead(STEPS.size() + 1);
        try (Cases.Running _ =
            room.cases.run(
                Map.of(CaseType.CORRECT, room.correction.work()), CorrectionRoom.QUICK)) {
          awaitEnd(room, made);
        }

        assertThat(room.cases.steps(made.id())).extracting(Step::kind).isEqualTo(STEPS);
        assertThat(room.cases.steps(made.id())).allMatch(step -> step.attempts() >= 2);
        assertThat(express.asked).as("told again after the kill, under the same key").hasSize(2);
        assertThat(express.taken)
            .containsOnly(
                Map.entry(express.asked.getFirst(), "correct anna " + PHONE + " 13900139000"));
        assertThat(room.opened("anna", PHONE, read(shop, "phone from users where id = 'anna'")))
            .isEqualTo("13900139000");
        assertThat(
                room.finds(
                    PHONE, "13900139000", read(shop, "phone_index from users where id = 'anna'")))
            .isTrue();
        for (String parcel : List.of("p-1", "p-2")) {
          String call = read(shop, "call from parcels where id = '" + parcel + "'");
          assertThat(room.opened("anna", "shop.parcels.call", call)).isEqualTo("13900139000");
        }
        assertThat(read(shop, "string_agg(phone, ' ') from users where id = 'bea'")).isEqualTo("x");
        assertThat(room.values.of(made.id())).isEmpty();
      }
    }
  }

  private static void fill(TestDatabase shop) {
    for (String sql :
        List.of(
            "create table users (id text primary key, nickname text, born text, name text, phone"
                + " text, phone_index text, email text, phone_last4 text)",
            "create table orders (id text primary key, user_id text, state text)",
            "create table parcels (id text primary key, user_id text, greeting text, call text,"
                + " call_index text)",
            "insert into users (id, phone) values ('anna', 'x'), ('bea', 'x')",
            "insert into parcels (id, user_id) values ('p-1', 'anna'), ('p-2', 'anna')")) {
      shop.jdbi().useHandle(handle -> handle.execute(sql));
    }
  }

  private static String read(TestDatabase shop, String what) {
    return shop.jdbi()
        .withHandle(handle -> handle.createQuery("select " + what).mapTo(String.class).one());
  }

  private static JdbcSettings settings(ConnectionInfo shop) {
    return new JdbcSettings(
        "shop",
        shop.jdbcUrl(),
        Optional.of(shop.user()),
        Optional.of(shop.password()),
        Map.of(),
        Map.of());
  }

  /** Each node's clock is so far on that the one before it, which was killed, counts as dead. */
  private static Instant ahead(int step) {
    return InstantSource.system().instant().plus(Duration.ofSeconds(10L * step));
  }

  private static void awaitEnd(CorrectionRoom room, Case made) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (room.cases.find(made.id()).orElseThrow().state() != CaseState.COMPLETED) {
      assertThat(System.nanoTime()).as("%s", room.cases.steps(made.id())).isLessThan(end);
      Thread.sleep(10);
      room.now = room.now.plusMillis(10);
    }
  }

  private void kill(CorrectionRoom.Own own, TestDatabase shop, int step, String url, Path key)
      throws IOException {
    ConnectionInfo info = own.database().connectionInfo();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CorrectingProcess.class.getName(),
                info.jdbcUrl(),
                shop.connectionInfo().jdbcUrl(),
                info.user(),
                password(info).toString(),
                own.rootKey().toString(),
                Files.createDirectories(temp.resolve("data")).toString(),
                Integer.toString(step),
                ahead(step).toString(),
                url,
                key.toString())
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
