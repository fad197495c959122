package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.publish.CheckpointPublisher;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.Signals;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.AuditRoutes;
import dev.yinhu.service.api.EntryReadings;
import dev.yinhu.service.api.FreeText;
import dev.yinhu.service.api.LogTileRoutes;
import dev.yinhu.service.api.Readings;
import dev.yinhu.service.api.RegisterHistory;
import dev.yinhu.service.api.RegisterKnown;
import dev.yinhu.service.api.RetentionDesk;
import dev.yinhu.service.api.RetentionRoutes;
import dev.yinhu.service.api.SearchGate;
import dev.yinhu.service.api.SearchRoutes;
import dev.yinhu.service.api.SignalRoutes;
import dev.yinhu.service.api.SubjectAccessRoutes;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.ReadinessCheck;
import dev.yinhu.service.http.Route;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows the access log in a running service: checkpoints, index, sinks, signals and pruning,
 * each with its routes. All of it is closed by the closer that it was opened with.
 */
final class AuditRoom {
  /** What the parts stand on. */
  record Ground(
      YinhuConfig config,
      DataDirectory directory,
      Database database,
      AuditLog log,
      Crypto crypto,
      MeterRegistry registry,
      SecureRandom random,
      InstantSource clock,
      Closer closer) {}

  private final List<Route> routes;
  private final CheckpointPublisher publisher;
  private final PublishedLog published;
  private final AuditSearch search;
  private final SignalBook signals;

  private AuditRoom(
      List<Route> routes,
      CheckpointPublisher publisher,
      PublishedLog published,
      AuditSearch search,
      SignalBook signals) {
    this.routes = List.copyOf(routes);
    this.publisher = publisher;
    this.published = published;
    this.search = search;
    this.signals = signals;
  }

  /** The search over the log. */
  AuditSearch search() {
    return search;
  }

  /** What the rules over the log found. */
  SignalBook signals() {
    return signals;
  }

  /** The log as it is published. */
  PublishedLog published() {
    return published;
  }

  /** Opens all parts, which begin to work. */
  static AuditRoom open(
      Ground on,
      RegisterStore registers,
      RegisterReader reader,
      AdminChanges changes,
      FreeText texts) {
    return new Opening(on, registers, reader, changes, texts).open();
  }

  List<Route> routes() {
    return routes;
  }

  ReadinessCheck readiness() {
    return Checkpoints.readiness(publisher);
  }

  /** One part after the other. */
  private static final class Opening {
    private final Ground on;
    private final RegisterStore registers;
    private final RegisterReader reader;
    private final AdminChanges changes;
    private final FreeText texts;
    private final List<Route> routes = new ArrayList<>();

    Opening(
        Ground on,
        RegisterStore registers,
        RegisterReader reader,
        AdminChanges changes,
        FreeText texts) {
      this.on = on;
      this.texts = texts;
      this.registers = registers;
      this.reader = reader;
      this.changes = changes;
    }

    AuditRoom open() {
      var tiles = new Tiles(on.database().dataSource());
      var publisher = publisher(tiles);
      var known = new RegisterKnown(registers, reader, on.crypto()::subjects);
      var published = new PublishedLog(tiles, publisher);
      var search = reading(publisher, published, known);
      var signals = signals();
      retention(known, search);
      on.closer()
          .add(
              AuditSinks.start(
                  on.config(), on.database(), on.log(), on.registry(), on.random(), on.clock()));
      return new AuditRoom(routes, publisher, published, search, signals);
    }

    private CheckpointPublisher publisher(Tiles tiles) {
      var checkpoints =
          new Checkpoints(
              on.config(),
              on.database().dataSource(),
              on.log(),
              tiles,
              on.crypto()::secrets,
              on.random());
      return checkpoints.publish(on.registry(), on.closer());
    }

    private AuditSearch reading(
        CheckpointPublisher publisher, PublishedLog published, RegisterKnown known) {
      var readings = new Readings(on.log(), on.clock());
      var entries = new EntryReadings(on.log(), readings);
      routes.addAll(AuditRoutes.of(on.log(), publisher, entries));
      routes.addAll(LogTileRoutes.of(published, entries));
      var folder = on.directory().path().resolve(Yinhu.SEARCH_INDEX);
      var search = on.closer().add(AuditSearch.open(on.log(), folder));
      on.closer().add(IndexMeters.start(on.registry(), on.log(), search));
      var gate = new SearchGate(on.config().limits().blockingPermits());
      routes.addAll(SearchRoutes.of(gate, on.log(), search, known, readings, Yinhu.ZONE));
      routes.addAll(SubjectAccessRoutes.of(gate, on.log(), search, known, readings, published));
      return search;
    }

    private SignalBook signals() {
      var history = new RegisterHistory(registers, reader);
      var thresholds = on.config().audit().signals();
      var jdbi = on.database().jdbi();
      on.closer().add(Signals.start(on.log(), jdbi, thresholds, history, on.clock()));
      var warnings = new SignalBook(jdbi, thresholds, on.clock());
      on.closer().add(SignalMeters.start(on.registry(), on.log(), warnings));
      routes.addAll(SignalRoutes.of(warnings, changes, texts));
      return warnings;
    }

    private void retention(RegisterKnown known, AuditSearch search) {
      var room =
          new RetentionDesk.Room(
              on.config().audit(), on.database(), on.log(), known, changes, on.clock(), Yinhu.ZONE);
      var desk =
          RetentionDesk.open(
              room, "service", () -> "prune-" + Long.toHexString(on.random().nextLong()));
      on.closer().add(DailyPruning.start(desk));
      routes.addAll(RetentionRoutes.of(desk, on.log(), search, texts));
    }
  }
}
