package dev.yinhu.service;

import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.crypto.SecretBox;
import dev.yinhu.database.Database;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.calendar.DayEnd;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.CaseDesk;
import dev.yinhu.service.api.CaseRoutes;
import dev.yinhu.service.config.DeadlinesFile;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Route;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.cases.CaseTimes;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.clock.CaseClock;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The requests of people, in a running service or for a command. */
final class RightsRoom {
  private final Ground ground;
  private final Cases cases;
  private final Map<CaseType, CaseWork> works;

  /**
   * What it stands on.
   *
   * @param secrets where the key is kept under which the ids of people are sealed
   */
  record Ground(
      YinhuConfig.Rights settings,
      Database database,
      FieldAccess access,
      Supplier<SealedSecrets> secrets,
      AdminChanges changes,
      SecureRandom random,
      InstantSource clock) {}

  RightsRoom(Ground ground) {
    this.ground = ground;
    this.cases =
        new Cases(
            new Cases.Ground(
                ground.database().dataSource(),
                ground.database().jdbi(),
                ground.access().persons(),
                seal(() -> ground.secrets().get().box("cases", ground.random())),
                ground.clock(),
                ground.random()));
    this.works = works();
  }

  /** How each type is carried out. */
  private Map<CaseType, CaseWork> works() {
    CaseWork byHand = new HandWork(ground.database().jdbi()).work();
    return Map.of(
        CaseType.CORRECT, byHand,
        CaseType.SUPPLEMENT, byHand,
        CaseType.RESTRICT, byHand,
        CaseType.EXPLAIN, byHand);
  }

  /** Begins to work on cases, until the closer closes; the routes. */
  List<Route> serve(Closer closer) {
    Cases.Running running = closer.add(cases.run(works, times()));
    CaseDesk desk = desk(running::wake, "yinhu", () -> "");
    return CaseRoutes.of(desk);
  }

  private CaseTimes times() {
    CaseTimes usual = CaseTimes.USUAL;
    return new CaseTimes(
        usual.look(),
        usual.heartbeat(),
        usual.missedHeartbeats(),
        ground.settings().atOnce(),
        usual.firstRetry(),
        usual.longestRetry(),
        usual.giveUp(),
        ground.settings().proofTime());
  }

  /** The desk of an actor that runs no cases: a service finds what it changes by itself. */
  CaseDesk desk(String actor, Supplier<String> requestIds) {
    return desk(_ -> {}, actor, requestIds);
  }

  private CaseDesk desk(Consumer<CaseId> wake, String actor, Supplier<String> requestIds) {
    CaseClock clocks =
        new CaseClock(DeadlinesFile.laws(ground.settings().deadlinesFile()), DayEnd.CHINA);
    return new CaseDesk(
        new CaseDesk.Room(cases, works, clocks, wake, ground.changes(), ground.clock()),
        actor,
        requestIds);
  }

  private static PersonSeal seal(Supplier<SecretBox> box) {
    return new PersonSeal() {
      @Override
      public byte[] seal(byte[] id, String label) {
        return box.get().seal(id, label);
      }

      @Override
      public Optional<byte[]> open(byte[] sealed, String label) {
        return box.get().open(sealed, label);
      }
    };
  }
}
