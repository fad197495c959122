package dev.yinhu.service;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.checkpoint.Base64Text;
import dev.yinhu.accessaudit.export.LogExport;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.publish.RestoreAcceptance;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.sink.Cursors;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.accessaudit.verify.DatabaseCheck;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.containment.ContainmentBook;
import dev.yinhu.breachresponse.drill.DrillGround.InForce;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.Drained;
import dev.yinhu.crypto.Epochs;
import dev.yinhu.crypto.KeyLifeCycle;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.api.CaseDesk;
import dev.yinhu.service.api.FieldSealing;
import dev.yinhu.service.api.FreeText;
import dev.yinhu.service.api.KeeperRecord;
import dev.yinhu.service.api.KeyDesk;
import dev.yinhu.service.api.Readings;
import dev.yinhu.service.api.RegisterHistory;
import dev.yinhu.service.api.RegisterInForce;
import dev.yinhu.service.api.RegisterKnown;
import dev.yinhu.service.api.RetentionDesk;
import dev.yinhu.service.api.SearchDesk;
import dev.yinhu.service.api.SignalDesk;
import dev.yinhu.service.api.SinkDesk;
import dev.yinhu.service.backup.BackupRun;
import dev.yinhu.service.callers.Authentication;
import dev.yinhu.service.callers.Caller;
import dev.yinhu.service.callers.CallerException;
import dev.yinhu.service.callers.CallerSummary;
import dev.yinhu.service.callers.Callers;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.callers.Token;
import dev.yinhu.service.cli.CommandLog;
import dev.yinhu.service.cli.RootKeyMove;
import dev.yinhu.service.cli.Session;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.notices.BoxSealer;
import dev.yinhu.subjectrights.consent.Consents;
import dev.yinhu.subjectrights.copy.LoggedAccesses;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import dev.yinhu.subjectrights.restriction.Restrictions;
import dev.yinhu.tableprotection.TableProtection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session straight on the database of a configuration. */
final class DirectorySession implements Session {

  private static final int POOL = 8;
  private static final String ACTOR = "command-line";
  private static final int ID_BYTES = 8;

  private final AuditLog log;
  private final Closer closer;
  private final YinhuConfig config;
  private final DataDirectory directory;
  private final Database database;
  private final Callers callers;
  private final RegisterStore registers;
  private final AdminChanges changes;
  private final SecureRandom random;
  private final InstantSource clock;
  private @Nullable KeyLifeCycle keys;
  private @Nullable Crypto crypto;

  private DirectorySession(
      Closer closer,
      YinhuConfig config,
      DataDirectory directory,
      Database database,
      AuditLog log,
      SecureRandom random,
      InstantSource clock) {
    this.log = log;
    this.closer = closer;
    this.config = config;
    this.directory = directory;
    this.database = database;
    this.callers = new Callers(database.jdbi(), random, clock);
    this.registers = new RegisterStore(database.jdbi());
    this.changes = new AdminChanges(log, clock);
    this.random = random;
    this.clock = clock;
  }

  static DirectorySession open(YinhuConfig config, SecureRandom random, InstantSource clock) {
    var closer = new Closer();
    try {
      var directory = DataDirectory.open(config.data());
      var settings = DatabaseSettings.of(config).withPoolSize(POOL);
      var database = closer.add(Database.open(settings, directory));
      List.of("service", "register", "audit").forEach(database::migrate);
      var log = closer.add(AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, clock));
      return new DirectorySession(closer, config, directory, database, log, random, clock);
    } catch (Throwable e) {
      throw closer.closeAfter(e);
    }
  }

  @Override
  public List<CallerSummary> callers() {
    return callers.list();
  }

  @Override
  public Token addCaller(String name, Role role, Optional<Instant> expiry) {
    return change(
        "caller-add",
        Map.of("caller", name, "role", role.word()),
        () -> callers.add(name, role, expiry),
        _ -> Map.of());
  }

  @Override
  public int revokeCaller(String name, boolean keepNewest) {
    return change(
        "caller-revoke",
        Map.of("caller", name),
        () -> callers.revoke(name, keepNewest),
        revoked -> Map.of("revoked", revoked.toString()));
  }

  @Override
  public Optional<StoredRegister> register() {
    return registers.current();
  }

  @Override
  public StoredRegister applyRegister(List<RegisterSource> sources) {
    return change(
        "register-apply",
        Map.of(),
        () -> registers.apply(sources, ACTOR, clock),
        RegisterInForce::told);
  }

  @Override
  public SignalDesk signals() {
    var book = new SignalBook(database.jdbi(), config.audit().signals(), clock);
    return new SignalDesk(book, changes, ACTOR, requestId());
  }

  @Override
  public CaseDesk cases() {
    List.of("access", "rights", "breach").forEach(database::migrate);
    var tombstones = closer.add(TombstoneBook.open(database, clock));
    var access = closer.add(TableWork.guarded(database, crypto(), log, tombstones, clock, closer));
    var reader = new RegisterReader(Crypto.availableSuites(), clock);
    var published =
        new PublishedLog(
            new Tiles(database.dataSource()),
            () -> DatabaseCheck.notes(database.dataSource()).getOrDefault("audit.checkpoint", ""));
    var ground =
        new RightsRoom.Ground(
            config,
            database,
            log,
            tombstones,
            new Consents(database.jdbi(), log, clock),
            closer.add(Restrictions.open(database, log, clock)),
            access,
            () -> crypto().secrets(),
            published,
            new LoggedAccesses(log, Optional.empty()),
            () -> registers.current().flatMap(stored -> reader.read(stored.sources()).register()),
            () -> PiiEngine.standard(clock),
            closer.add(ContainmentBook.open(database, clock))::refusesRecipient,
            changes,
            random,
            clock);
    return new RightsRoom(ground, closer).desk(this::notices, ACTOR, this::requestId, closer);
  }

  @Override
  public BreachDesk breach() {
    List.of("breach", "notices").forEach(database::migrate);
    var reader = new RegisterReader(Crypto.availableSuites(), clock);
    var history = new RegisterHistory(registers, reader);
    var ground =
        new BreachRoom.Ground(
            database,
            log,
            Optional.empty(),
            history::version,
            () ->
                registers
                    .current()
                    .flatMap(stored ->
                        history
                            .version(stored.version())
                            .map(known -> new InForce(known, stored.version()))),
            config.data(),
            closer.add(ContainmentBook.open(database, clock)),
            new SignalBook(database.jdbi(), config.audit().signals(), clock),
            changes,
            new FreeText(() -> PiiEngine.standard(clock)),
            people(),
            new KeyCare(
                RootKeySettings.file(config)::kind,
                () -> lifeCycle().figures().keyrings(),
                () -> registers.current().flatMap(stored -> history.version(stored.version()))),
            _ -> {
              throw new IllegalStateException("who is a minor is told to a running service");
            },
            config.incidents(),
            clock);
    return BreachRoom.of(ground).desk();
  }

  private FieldAccess access() {
    List.of("access", "rights", "breach").forEach(database::migrate);
    var tombstones = closer.add(TombstoneBook.open(database, clock));
    return closer.add(TableWork.guarded(database, crypto(), log, tombstones, clock, closer));
  }

  /** A command asks for runs; a service looks for the people and tells them. */
  private PeopleRoom.Ground people() {
    var notices = notices();
    var access = new Lazy<>(this::access);
    return new PeopleRoom.Ground(
        notices.notices(),
        notices.texts(),
        _ -> Optional.of("no-service"),
        new BoxSealer(() -> crypto().secrets().box(PeopleRoom.BOX, random)),
        people -> access.get().persons().known(people),
        config.incidents().offerLimits());
  }

  private NoticesRoom notices() {
    return NoticesRoom.of(
        new NoticesRoom.Ground(
            config.notices(),
            database,
            () -> crypto().secrets(),
            new SimpleMeterRegistry(),
            random,
            clock),
        closer);
  }

  @Override
  public Order order(Optional<String> token) {
    return new Order(token.map(this::officer).orElse(ACTOR), requestId());
  }

  private String officer(String token) {
    Caller caller = signedIn(token);
    if (caller.role() != Role.ADMIN && caller.role() != Role.DPO) {
      throw new CallerException(
          "caller %s has the role %s; this takes an officer or administrator"
              .formatted(caller.name(), caller.role().word()));
    }
    return caller.name();
  }

  @Override
  public BackupRun.Done backUp(Supplier<BackupRun.Done> work) {
    return change(
        "backup",
        Map.of(),
        work,
        done ->
            Map.of(
                "backup",
                done.backup(),
                "bytes",
                Long.toString(done.bytes()),
                "root_key",
                done.rootKey().name().toLowerCase(Locale.ROOT)));
  }

  private <T> T change(
      String action,
      Map<String, String> details,
      Supplier<T> work,
      Function<T, Map<String, String>> told) {
    return changes.make(new AdminChanges.Change(ACTOR, requestId(), action, details), work, told);
  }

  private String requestId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return "cli-" + HexFormat.of().formatHex(id);
  }

  @Override
  public KeyDesk keys() {
    return new KeyDesk(lifeCycle(), changes, ACTOR, requestId());
  }

  @Override
  public SinkDesk sinks() {
    return new SinkDesk(new Cursors(database.jdbi()), log, changes, ACTOR, requestId());
  }

  @Override
  public KeyDesk keysAs(String token) {
    Caller caller = signedIn(token);
    if (caller.role() != Role.ADMIN) {
      throw new CallerException(
          "caller %s has the role %s; this takes an administrator"
              .formatted(caller.name(), caller.role().word()));
    }
    return new KeyDesk(lifeCycle(), changes, caller.name(), requestId());
  }

  private Caller signedIn(String token) {
    return switch (callers.check(token)) {
      case Authentication.Authenticated(Caller caller) -> caller;
      case Authentication.ExpiredToken _, Authentication.RevokedToken _ ->
          throw new CallerException("the token is not good any more; make another");
      case Authentication.MissingToken _,
          Authentication.UnknownToken _,
          Authentication.Unavailable _ ->
          throw new CallerException("the token is nobody's; see the list of callers");
    };
  }

  /** The keys are opened for the commands that need them only: the root key may be far away. */
  private KeyLifeCycle lifeCycle() {
    KeyLifeCycle open = keys;
    if (open == null) {
      open = crypto().lifeCycle(config.keys());
      keys = open;
    }
    return open;
  }

  @Override
  public RootKeyFile.Moved sealRootKey(RootKeyMove move) {
    // Who serves holds the key open and may be reading its file: no move beside it.
    try (var _ = directory.lockForServing()) {
      return change(
          "key-seal",
          Map.of("to", move.to().word()),
          () -> moved(move),
          moved -> Map.of("from", moved.from().word(), "root_key", moved.rootKeyId()));
    }
  }

  private RootKeyFile.Moved moved(RootKeyMove move) {
    var file = RootKeySettings.file(config);
    var target = RootKeySettings.sealingWith(config, move.newPassphrase());
    if (move.makeKey() && move.to() == SealKind.PKCS11) {
      target.makeTokenKey(file.path());
    }
    return file.sealTo(move.to(), target);
  }

  @Override
  public Replacement sealing(
      String token, Map<PiiType, String> fields, boolean keepShape, @Nullable String subject) {
    Requester requester = new Requester(signedIn(token).inRegister(), requestId());
    FieldAccess access = TableWork.access(config, database, log, clock, closer);
    fields.forEach((type, field) -> {
      if (keepShape && !FieldSealing.keepsShape(access, field)) {
        throw new IllegalArgumentException(
            "the field for %s is not protected by an FF1 suite, which keeps the shape of values"
                .formatted(type));
      }
    });
    return new FieldSealing(access, requester, fields, subject, Replacement.byType());
  }

  @Override
  public TableProtection tableProtection() {
    return TableWork.open(config, database, log, random, clock, closer);
  }

  @Override
  public Epochs epochs() {
    return crypto().epochs();
  }

  private Crypto crypto() {
    var opened = crypto;
    if (opened == null) {
      database.migrate("crypto");
      opened = closer.add(Crypto.open(database, RootKeySettings.crypto(config), clock));
      crypto = opened;
    }
    return opened;
  }

  @Override
  public int rotateEpoch() {
    var epochs = epochs();
    return change(
        "epoch-rotate",
        Map.of("epoch", Integer.toString(epochs.current())),
        epochs::rotate,
        current -> Map.of("current", current.toString()));
  }

  @Override
  public Drained drainEpochs(LongConsumer progress) {
    return epochs().drain(progress, new KeeperRecord(changes, ACTOR, this::requestId));
  }

  @Override
  public SearchDesk search() {
    var reader = new RegisterReader(Crypto.availableSuites(), clock);
    return new SearchDesk(
        log,
        directory.path().resolve(Yinhu.SEARCH_INDEX),
        new RegisterKnown(registers, reader, () -> crypto().subjects()),
        Yinhu.ZONE,
        new Readings(log, clock),
        ACTOR,
        requestId());
  }

  @Override
  public Optional<RestoreAcceptance.Pending> refusedLog() {
    return acceptance().pending();
  }

  @Override
  public RestoreAcceptance.Accepted acceptRestore(
      RestoreAcceptance.Pending pending, Reason reason) {
    var old =
        Map.of(
            "reason", reason.text(),
            "old_origin", pending.oldOrigin(),
            "old_size", Long.toString(pending.oldSize()),
            "old_root", pending.oldRoot());
    return change(
        "audit-accept-restore",
        old,
        () -> acceptance().accept(pending),
        accepted ->
            Map.of(
                "origin", accepted.checkpoint().origin(),
                "size", Long.toString(accepted.checkpoint().size()),
                "root", Base64Text.encode(accepted.checkpoint().head().root())));
  }

  private RestoreAcceptance acceptance() {
    return checkpoints().acceptance();
  }

  private Checkpoints checkpoints() {
    var tiles = new Tiles(database.dataSource());
    return new Checkpoints(
        config, database.dataSource(), log, tiles, () -> crypto().secrets(), random);
  }

  @Override
  public CommandLog log() {
    var taker = new LogExport.Taker(ACTOR, requestId());
    return new LogCopies(config, database, log, this::crypto, checkpoints(), clock, taker);
  }

  @Override
  public RetentionDesk retention() {
    var known =
        new RegisterKnown(
            registers,
            new RegisterReader(Crypto.availableSuites(), clock),
            () -> crypto().subjects());
    return RetentionDesk.open(
        new RetentionDesk.Room(config.audit(), database, log, known, changes, clock, Yinhu.ZONE),
        ACTOR,
        this::requestId);
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public void close() {
    closer.close();
  }
}
