package dev.yinhu.subjectrights.erasure;

import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.StepResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A node that stands still when a step's work is done and not journaled yet; it tells so, and waits
 * to be killed.
 */
final class DeletingProcess {
  private DeletingProcess() {}

  /**
   * Takes the URLs of both databases, user, file with the password, root key, a folder, the number
   * of the step, the time at which it begins, and URL and key of the store behind a webhook.
   */
  static void main(String[] arguments) throws InterruptedException {
    ErasureRoom room =
        new ErasureRoom(
            place(arguments, 0), place(arguments, 1), Path.of(arguments[4]), ErasureRoom.WITH_CRM);
    room.crm(URI.create(arguments[8]), Path.of(arguments[9]));
    int last = Integer.parseInt(arguments[6]);
    Instant begin = Instant.parse(arguments[7]);
    long since = System.nanoTime();
    room.now = begin;
    try (Cases.Running _ =
        room.node(
            ErasureRoom.wrapped(
                room.deletion(Duration.ZERO, room.certificates()).work(),
                work ->
                    (subject, step) -> {
                      StepResult result = work.attempt(subject, step);
                      if (step.number() == last && result instanceof StepResult.Done) {
                        System.out.println("at " + last);
                        standStill();
                      }
                      return result;
                    }))) {
      while (true) {
        Thread.sleep(20);
        room.now = begin.plusNanos(System.nanoTime() - since);
      }
    }
  }

  private static ErasureRoom.Place place(String[] arguments, int url) {
    DatabaseConfig config =
        new DatabaseConfig(
            Optional.of(arguments[url]),
            Optional.of(arguments[2]),
            Optional.of(Path.of(arguments[3])),
            4,
            DatabaseConfig.DEFAULT_CONNECTION_TIMEOUT);
    Database database = Database.open(config, DataDirectory.open(Path.of(arguments[5])));
    return new ErasureRoom.Place(database, database::close);
  }

  private static void standStill() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
