package dev.yinhu.subjectrights.erasure;

import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseTimes;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepWork;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A node on which each of some cases stands still in a step of its own; it tells of each, and waits
 * to be killed.
 */
final class DeletingProcess {
  private static final int AT_ONCE = 40;

  private final Moment moment;
  private final Map<String, Integer> stops;

  private DeletingProcess(Moment moment, Map<String, Integer> stops) {
    this.moment = moment;
    this.stops = stops;
  }

  /** As the process tells it. */
  static String told(String caseId, int step) {
    return "at " + step + " of " + caseId;
  }

  /**
   * Takes the URLs of both databases, user, file with the password, root key, a folder, the moment,
   * the time at which it begins, URL and key of the store behind a webhook, and the steps as {@code
   * CASE=NUMBER}.
   */
  static void main(String[] arguments) throws InterruptedException {
    ErasureRoom room =
        new ErasureRoom(
            place(arguments, 0), place(arguments, 1), Path.of(arguments[4]), ErasureRoom.WITH_CRM);
    room.crm(URI.create(arguments[8]), Path.of(arguments[9]));
    DeletingProcess process =
        new DeletingProcess(Moment.valueOf(arguments[6]), stops(arguments, 10));
    Instant begin = Instant.parse(arguments[7]);
    long since = System.nanoTime();
    room.now = begin;
    try (Cases.Running _ =
        room.node(
            ErasureRoom.wrapped(
                room.deletion(Duration.ZERO, room.certificates()).work(), process::stopping),
            times())) {
      while (true) {
        Thread.sleep(20);
        room.now = begin.plusNanos(System.nanoTime() - since);
      }
    }
  }

  private static Map<String, Integer> stops(String[] arguments, int from) {
    return Arrays.stream(arguments)
        .skip(from)
        .map(stop -> stop.split("=", -1))
        .collect(Collectors.toMap(stop -> stop[0], stop -> Integer.parseInt(stop[1])));
  }

  private static CaseTimes times() {
    CaseTimes quick = ErasureRoom.QUICK;
    return new CaseTimes(
        quick.look(),
        quick.heartbeat(),
        quick.missedHeartbeats(),
        AT_ONCE,
        quick.firstRetry(),
        quick.longestRetry(),
        quick.heldUp(),
        quick.proof());
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

  private StepWork stopping(StepWork work) {
    return (subject, step) -> {
      if (moment == Moment.BEGUN && isHere(subject, step)) {
        standStill(subject, step);
      }
      StepResult result = work.attempt(subject, step);
      if (moment == Moment.WORKED && isHere(subject, step) && result instanceof StepResult.Done) {
        standStill(subject, step);
      }
      return result;
    };
  }

  private boolean isHere(Case subject, Step step) {
    return stops.getOrDefault(subject.id().text(), 0) == step.number();
  }

  private static void standStill(Case subject, Step step) {
    System.out.println(told(subject.id().text(), step.number()));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
