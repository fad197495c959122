package dev.yinhu.service;

import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.database.Database;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.job.JobTimes;
import dev.yinhu.piiscanner.job.ScanJobs;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.redact.KeyedHash;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.task.ScanPlaces;
import dev.yinhu.piiscanner.task.TargetsFile;
import dev.yinhu.piiscanner.task.TaskWork;
import dev.yinhu.register.Register;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.FindingJudgements;
import dev.yinhu.service.api.FindingRoutes;
import dev.yinhu.service.api.FreeText;
import dev.yinhu.service.api.ScanJobRoutes;
import dev.yinhu.service.api.ScanRoutes;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Route;
import java.security.Key;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * The scanner in a running service: texts at once, databases and directories as jobs, which this
 * node takes part in running. The engine is built for the first text or job, which waits a second
 * or two for it: a node that is asked for no scan spends neither time nor memory on it.
 */
final class ScanRoom {
  private static final String KEY = "scan-fingerprint-key";
  private static final int KEY_BYTES = 32;

  private final Ground ground;
  private final Lazy<DatabaseScan> databases;
  private final ScanJobs jobs;
  private final Findings findings;
  private final ScanPlaces places;

  /**
   * What it stands on.
   *
   * @param secrets where the key of fingerprints is kept, the same on all nodes
   * @param engine for texts and files
   * @param texts looks into what people write
   * @param register the one in force
   */
  record Ground(
      YinhuConfig.Scan settings,
      Database database,
      FieldAccess access,
      Supplier<SealedSecrets> secrets,
      Lazy<PiiEngine> engine,
      FreeText texts,
      Supplier<Optional<Register>> register,
      AdminChanges changes,
      SecureRandom random,
      InstantSource clock) {}

  private ScanRoom(Ground ground) {
    InstantSource clock = ground.clock();
    this.ground = ground;
    this.databases = new Lazy<>(() -> DatabaseScan.of(ground.engine().get(), key(), Map.of()));
    this.jobs = new ScanJobs(ground.database().jdbi(), UUID::randomUUID);
    this.findings = new Findings(ground.database().jdbi(), clock, Yinhu.ZONE);
    this.places = places(ground.settings());
  }

  /** Opens it and begins to run jobs; what runs is closed by the closer. */
  static ScanRoom open(Ground ground, Closer closer) {
    ScanRoom room = new ScanRoom(ground);
    TaskWork.Tools tools =
        new TaskWork.Tools(
            () -> ground.engine().get()::scan, () -> new Samples(room.key()), room.databases::get);
    JobTimes times =
        new JobTimes(
            ground.settings().lease(), JobTimes.DEFAULT.look(), JobTimes.DEFAULT.mostAttempts());
    closer.add(
        room.jobs.run(ground.database(), new TaskWork(room.places, room.findings, tools), times));
    return room;
  }

  /** The file was looked into before, with all that is wrong told. */
  private static ScanPlaces places(YinhuConfig.Scan settings) {
    return new ScanPlaces(
        settings.root(),
        settings.targetsFile().map(file -> TargetsFile.read(file).targets()).orElse(List.of()));
  }

  /** Looks for scans that saw what nobody knew of. */
  PlaintextWatch watch(Warnings warnings, YinhuConfig.Warnings most) {
    FindingJudgements judged = judgements();
    return new PlaintextWatch(jobs, findings, judged::of, warnings, most, ground.clock());
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        ScanRoutes.of(
            ground.access(), ground.engine()::get, () -> new KeyedHash(key()), ground.texts()));
    routes.addAll(ScanJobRoutes.of(jobs, places, ground.changes()));
    routes.addAll(FindingRoutes.of(findings, judgements(), ground.texts(), ground.changes()));
    return routes;
  }

  private FindingJudgements judgements() {
    Lazy<JudgeSettings> settings = new Lazy<>(JudgeSettings::shipped);
    return new FindingJudgements(ground.register(), places::home, settings::get, ground.clock());
  }

  private Key key() {
    byte[] key =
        ground
            .secrets()
            .get()
            .getOrCreate(
                KEY,
                () -> {
                  byte[] fresh = new byte[KEY_BYTES];
                  ground.random().nextBytes(fresh);
                  return fresh;
                });
    try {
      return new SecretKeySpec(key, "HmacSHA256");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
