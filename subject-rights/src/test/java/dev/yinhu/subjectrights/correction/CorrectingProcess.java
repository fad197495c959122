package dev.yinhu.subjectrights.correction;

import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepWork;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A node that stands still when a step's work is done and not journaled yet; it tells so, and waits
 * to be killed.
 */
final class CorrectingProcess {
  private CorrectingProcess() {}

  /**
   * Takes the URLs of both databases, user, file with the password, root key, a folder, the number
   * of the step, the time at which it begins, and URL and key of the recipient.
   */
  static void main(String[] arguments) throws InterruptedException, IOException {
    Path password = Path.of(arguments[3]);
    DatabaseConfig config =
        new DatabaseConfig(
            Optional.of(arguments[0]),
            Optional.of(arguments[2]),
            Optional.of(password),
            4,
            DatabaseConfig.DEFAULT_CONNECTION_TIMEOUT);
    Database database = Database.open(config, DataDirectory.open(Path.of(arguments[5])));
    JdbcSettings shop =
        new JdbcSettings(
            "shop",
            arguments[1],
            Optional.of(arguments[2]),
            Optional.of(Files.readString(password)),
            Map.of(),
            Map.of());
    CorrectionRoom room =
        new CorrectionRoom(
            shop,
            new CorrectionRoom.Own(database, Path.of(arguments[4]), database::close),
            CountedRecipient.settings(arguments[8], Path.of(arguments[9])));
    int last = Integer.parseInt(arguments[6]);
    Instant begin = Instant.parse(arguments[7]);
    long since = System.nanoTime();
    room.now = begin;
    CaseWork work = stoppedAt(room.correction.work(), last);
    try (Cases.Running _ = room.cases.run(Map.of(CaseType.CORRECT, work), CorrectionRoom.QUICK)) {
      while (true) {
        Thread.sleep(20);
        room.now = begin.plusNanos(System.nanoTime() - since);
      }
    }
  }

  private static CaseWork stoppedAt(CaseWork work, int last) {
    Map<String, StepWork> works = new HashMap<>();
    work.works()
        .forEach((kind, step) ->
            works.put(
                kind,
                (subject, at) -> {
                  StepResult result = step.attempt(subject, at);
                  if (at.number() == last && result instanceof StepResult.Done) {
                    System.out.println("at " + last);
                    standStill();
                  }
                  return result;
                }));
    return new CaseWork(work.first(), works);
  }

  private static void standStill() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
