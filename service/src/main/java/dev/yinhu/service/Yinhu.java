package dev.yinhu.service;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.containment.ContainmentBook;
import dev.yinhu.breachresponse.drill.DrillGround.InForce;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.CanaryRoutes;
import dev.yinhu.service.api.DatabaseFaults;
import dev.yinhu.service.api.FieldRoutes;
import dev.yinhu.service.api.FileRoutes;
import dev.yinhu.service.api.FreeText;
import dev.yinhu.service.api.IndexRoutes;
import dev.yinhu.service.api.KeeperRecord;
import dev.yinhu.service.api.KeyRoutes;
import dev.yinhu.service.api.ModuleFaults;
import dev.yinhu.service.api.PolicyRoutes;
import dev.yinhu.service.api.RegisterHistory;
import dev.yinhu.service.api.RegisterInForce;
import dev.yinhu.service.api.RegisterRoutes;
import dev.yinhu.service.api.TokenRoutes;
import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.callers.Authenticator;
import dev.yinhu.service.callers.Callers;
import dev.yinhu.service.callers.IssuerTokens;
import dev.yinhu.service.cli.RunningService;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Draining;
import dev.yinhu.service.http.HttpParts;
import dev.yinhu.service.http.HttpService;
import dev.yinhu.service.http.ReadinessCheck;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.http.ServiceMetrics;
import dev.yinhu.service.http.StandardRoutes;
import dev.yinhu.service.notices.BoxSealer;
import dev.yinhu.subjectrights.consent.Consents;
import dev.yinhu.subjectrights.copy.LoggedAccesses;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import dev.yinhu.subjectrights.restriction.Restrictions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The running service: all modules put together. Opened ready to answer; closing drains the
 * requests that run and then closes everything, last opened first.
 */
public final class Yinhu implements RunningService {

  private static final List<String> SCHEMAS =
      List.of(
          "service",
          "register",
          "crypto",
          "audit",
          "access",
          "scan",
          "rights",
          "notices",
          "breach");
  static final Path SEARCH_INDEX = Path.of("audit", "index");
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Closer closer;
  private final String address;
  private final List<Route> routes;

  private Yinhu(Closer closer, String address, List<Route> routes) {
    this.closer = closer;
    this.address = address;
    this.routes = routes;
  }

  /**
   * Opens the service of a configuration. When any part cannot start, what was opened is closed
   * again and the part's exception is thrown.
   */
  public static Yinhu open(YinhuConfig config, SecureRandom random, InstantSource clock) {
    var closer = new Closer();
    try {
      var directory = DataDirectory.open(config.data());
      closer.add(directory.lockForServing());
      var database = closer.add(Database.open(DatabaseSettings.of(config), directory));
      SCHEMAS.forEach(database::migrate);
      var crypto = closer.add(Crypto.open(database, RootKeySettings.crypto(config), clock));
      var log = closer.add(AuditLog.open(database.dataSource(), auditConfig(config), clock));
      var tombstones = closer.add(TombstoneBook.open(database, clock));
      var contained = closer.add(ContainmentBook.open(database, clock));
      var restrictions = closer.add(Restrictions.open(database, log, clock));
      var consents =
          new Consents(
              database.jdbi(),
              log,
              clock,
              restrictions::restricts,
              new MinorsInBook(database.jdbi(), log, clock)::among);
      var access =
          closer.add(
              FieldAccess.open(
                  database.jdbi(), crypto, log, clock, ZONE, tombstones, contained, consents));
      // Closed before what its calls use: a change that outlives the drain still has its log.
      var blocking = closer.add(new Blocking(config.limits().blockingPermits()));
      var metrics = closer.add(new ServiceMetrics(blocking));
      metrics.watch(database.dataSource());
      var reader = new RegisterReader(Crypto.availableSuites(), clock);
      var registers = new RegisterStore(database.jdbi());
      var inForce = new RegisterInForce(registers, reader, access);
      inForce.load();
      closer.add(database.listen(RegisterStore.CHANNEL, _ -> inForce.follow(), inForce::follow));
      var changes = new AdminChanges(log, clock);
      var authenticator = authenticator(config, database, blocking, clock);
      closer.add(
          database.listen(Callers.CHANNEL, _ -> authenticator.forget(), authenticator::forget));
      var engine = new Lazy<>(() -> PiiEngine.standard(clock));
      var texts = new FreeText(engine::get);
      var ground =
          new AuditRoom.Ground(
              config, directory, database, log, crypto, metrics.registry(), random, clock, closer);
      var audit = AuditRoom.open(ground, registers, reader, changes, texts);
      var draining = new Draining();
      var routes = new ArrayList<Route>();
      routes.addAll(
          StandardRoutes.of(
              List.of(
                  new ReadinessCheck("database", database::reachable),
                  new ReadinessCheck("keys", crypto::keysAvailable),
                  new ReadinessCheck("register", inForce::isCurrent),
                  audit.readiness()),
              draining,
              config.metrics() ? Optional.of(metrics) : Optional.empty()));
      closer.add(crypto.keep(config.keys(), new KeeperRecord(changes, random), access::fields));
      closer.add(crypto.epochs().keep(new KeeperRecord(changes, random)));
      var keys = crypto.lifeCycle(config.keys());
      closer.add(KeyMeters.start(metrics.registry(), keys, clock));
      routes.addAll(KeyRoutes.of(keys, changes));
      routes.addAll(FieldRoutes.of(access, config.limits().items(), texts));
      routes.addAll(IndexRoutes.of(access, config.limits().items(), texts));
      routes.addAll(TokenRoutes.of(access, config.limits().items(), texts));
      routes.addAll(FileRoutes.of(access, texts));
      routes.addAll(CanaryRoutes.of(access, crypto.canaries(), changes));
      routes.addAll(audit.routes());
      var history = new RegisterHistory(registers, reader);
      var scans =
          new ScanRoom.Ground(
              config.scan(),
              database,
              access,
              crypto::secrets,
              engine,
              texts,
              () -> access.registerVersion().flatMap(history::version),
              changes,
              random,
              clock);
      var scanRoom = ScanRoom.open(scans, closer);
      routes.addAll(scanRoom.routes());
      var notices =
          NoticesRoom.open(
              new NoticesRoom.Ground(
                  config.notices(), database, crypto::secrets, metrics.registry(), random, clock),
              contained::refusesRecipient,
              closer);
      routes.addAll(notices.routes());
      var rights =
          new RightsRoom.Ground(
              config,
              database,
              log,
              tombstones,
              consents,
              restrictions,
              access,
              crypto::secrets,
              audit.published(),
              new LoggedAccesses(log, Optional.of(audit.search())),
              () -> access.registerVersion().flatMap(history::version),
              engine::get,
              contained::refusesRecipient,
              changes,
              random,
              clock);
      var rightsRoom = new RightsRoom(rights, closer);
      routes.addAll(rightsRoom.serve(notices, metrics.registry(), closer));
      var places = notices.channels().contacts();
      var people =
          new PeopleRoom.Ground(
              notices.notices(),
              notices.texts(),
              rightsRoom.people(places),
              new BoxSealer(() -> crypto.secrets().box(PeopleRoom.BOX, random)),
              access.persons()::known,
              config.incidents().offerLimits());
      var breach =
          BreachRoom.open(
              new BreachRoom.Ground(
                  database,
                  log,
                  Optional.of(audit.search()),
                  history::version,
                  () ->
                      access
                          .registerVersion()
                          .flatMap(it -> history.version(it).map(known -> new InForce(known, it))),
                  directory.path(),
                  contained,
                  audit.signals(),
                  changes,
                  texts,
                  people,
                  new KeyCare(
                      RootKeySettings.file(config)::kind,
                      () -> keys.figures().keyrings(),
                      () -> access.registerVersion().flatMap(history::version)),
                  access.persons()::reference,
                  config.incidents(),
                  clock),
              closer);
      var warnings = breach.desk().incidents().warnings();
      closer.add(
          WarningRounds.start(
              List.of(scanRoom.watch(warnings, config.warnings()), rightsRoom.watch(warnings))));
      notices.start(rightsRoom.contacts(places, breach::platformId));
      routes.addAll(breach.routes(notices.channels().forPeople()));
      routes.addAll(new RegisterRoutes(registers, reader, inForce, changes, clock).routes());
      routes.addAll(PolicyRoutes.of(registers, reader, ZONE));
      var parts =
          new HttpParts(
              routes,
              authenticator,
              new ContainedCallers(contained),
              blocking,
              List.of(new ModuleFaults(), new DatabaseFaults()),
              metrics.registry(),
              draining);
      var http = closer.add(HttpService.start(config, parts, random));
      return new Yinhu(closer, address(config, http.port()), parts.routes());
    } catch (Throwable e) {
      throw closer.closeAfter(e);
    }
  }

  private static AuditLogConfig auditConfig(YinhuConfig config) {
    return new AuditLogConfig(
        config.audit().maxWaiting(),
        AuditLogConfig.DEFAULT.giveUpAfter(),
        AuditLogConfig.DEFAULT.networkTimeout());
  }

  private static Authenticator authenticator(
      YinhuConfig config, Database database, Blocking blocking, InstantSource clock) {
    return new Authenticator(
        database.jdbi(),
        config.oidc().map(oidc -> IssuerTokens.of(oidc, clock)),
        blocking,
        config.caches().tokens(),
        config.caches().tokenTime(),
        clock,
        Ticker.systemTicker());
  }

  private static String address(YinhuConfig config, int port) {
    var host = config.http().host();
    return (config.tls().isPresent() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port;
  }

  @Override
  public String address() {
    return address;
  }

  /** Everything that can be asked, for the description to be held to it. */
  List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    closer.close();
  }
}
