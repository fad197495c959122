package dev.yinhu.subjectrights.consent;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.fieldaccess.Suspensions;
import dev.yinhu.fieldaccess.Tombstones;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Two nodes over one database: consents, and field-access that asks them. */
final class ConsentRoom implements AutoCloseable {
  static final Purpose MARKETING = new Purpose("marketing");
  static final TextKey TEXT = new TextKey(MARKETING, "zh", "1");
  static final Register REGISTER =
      Registers.parse(
          Registers.shopText()
              .replace(
                  "          legal_basis: consent\n          necessity: 向同意",
                  "          legal_basis: consent\n          consent: {quiet_days: 30}\n"
                      + "          recipients: [express]\n          necessity: 向同意"));
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String PHONE = "shop.users.phone";
  private static final Consents.Order ORDER = new Consents.Order("order-service", "r-1");

  Instant now = Registers.NOW;
  final TestDatabase database = TestDatabase.create("crypto", "audit", "access", "rights");
  final Set<String> minors = ConcurrentHashMap.newKeySet();
  final AuditLog log;
  final Consents first;
  final Consents second;
  final FieldAccess access;
  private final FieldAccess other;
  private final Crypto crypto;

  ConsentRoom() {
    try {
      var root = Files.createTempDirectory("consents").resolve("root.key");
      crypto =
          Crypto.open(
              database.database(), new CryptoConfig(root, 100, Duration.ofMinutes(1)), () -> now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
    first = consents();
    second = consents();
    access = node(first);
    other = node(second);
    var _ = first.publish(TEXT, "我同意接收优惠信息。", REGISTER, ORDER);
  }

  private Consents consents() {
    return new Consents(
        database.jdbi(),
        log,
        () -> now,
        (_, _) -> false,
        asked -> asked.stream().filter(minors::contains).collect(Collectors.toSet()));
  }

  private FieldAccess node(Consents consents) {
    FieldAccess node =
        FieldAccess.open(
            database.jdbi(),
            crypto,
            log,
            () -> now,
            SHANGHAI,
            Tombstones.NONE,
            Suspensions.NONE,
            consents);
    node.use(1, REGISTER);
    return node;
  }

  String reference(String person) {
    return access.persons().reference(new SubjectId(person));
  }

  long decide(String person, Decision decision, Instant when) {
    return decide(person, decision, when, DecidedBy.SUBJECT);
  }

  long decide(String person, Decision decision, Instant when, DecidedBy by) {
    return first.decide(
        reference(person),
        new NewDecision(
            MARKETING,
            decision,
            decision == Decision.WITHDRAWN ? Optional.empty() : Optional.of(TEXT),
            Optional.of(when),
            "order-service",
            Optional.empty(),
            by),
        REGISTER,
        ORDER);
  }

  String sealed(String person) {
    var request =
        access.encrypt(
            new Requester(new CallerName("order-service"), "r-2"),
            List.of(new SealItem(PHONE, person, null, "13800138000")));
    request.load();
    return request.finish().join().items().getFirst() instanceof ItemResult.Done done
        ? done.value()
        : "";
  }

  /** How each of the two nodes answers who reads for marketing. */
  List<String> read(String person, String sealed) {
    return List.of(read(access, person, sealed), read(other, person, sealed));
  }

  private static String read(FieldAccess node, String person, String sealed) {
    var request =
        node.decrypt(
            new Requester(new CallerName("marketing-job"), "r-3"),
            MARKETING,
            Disclosure.MASKED,
            List.of(new OpenItem(PHONE, person, null, sealed)));
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items().getFirst() instanceof ItemResult.Refused refused
        ? refused.code().text()
        : "read";
  }

  @Override
  public void close() {
    access.close();
    other.close();
    log.close();
    crypto.close();
    database.close();
  }
}
