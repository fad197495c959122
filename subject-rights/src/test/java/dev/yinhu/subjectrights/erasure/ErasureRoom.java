package dev.yinhu.subjectrights.erasure;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.SecretBox;
import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.Database;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.testing.Registers;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseTimes;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepWork;
import dev.yinhu.subjectrights.certificate.CertificateKey;
import dev.yinhu.subjectrights.certificate.Issuing;
import dev.yinhu.subjectrights.connect.JdbcConnector;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.Stores;
import dev.yinhu.subjectrights.connect.WebhookConnector;
import dev.yinhu.subjectrights.connect.WebhookStoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** A shop of five tables in a database of its own, and all that deletes people from it. */
final class ErasureRoom implements AutoCloseable {
  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final Instant START = Instant.parse("2026-06-01T04:00:00Z");
  static final CallerName SHOP = new CallerName("order-service");
  static final Purpose DELIVER = new Purpose("deliver-order");
  static final Purpose DUTY = new Purpose("keep-records");
  static final CaseTimes QUICK =
      new CaseTimes(
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          6,
          4,
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMinutes(10),
          Duration.ofDays(7));
  private static final String TEXT =
      """
      dataset:
        - fides_key: shop
          data_categories: [user.behavior.purchase_history]
          collections:
            - name: users
              yinhu: {subject: id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - {name: name}
                - name: phone
                  data_categories: [user.contact.phone_number]
                  yinhu: {protect: {suite: AES256_GCM}}
            - name: addresses
              yinhu: {subject: user_id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: user_id
                  fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                - {name: line, yinhu: {protect: {suite: AES256_GCM}}}
            - name: orders
              yinhu:
                subject: user_id
                defers: {field: state, while: [paid, shipped], reason: open-order}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: user_id
                  fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                - {name: state}
                - {name: completed_at}
                - {name: consignee, yinhu: {protect: {suite: AES256_GCM}}}
                - {name: note}
                - {name: amount}
            - name: lines
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: order_id
                  fides_meta: {references: [{dataset: shop, field: orders.id, direction: from}]}
                - {name: title}
            - name: reviews
              yinhu: {subject: user_id}
              fields:
                - {name: id, fides_meta: {primary_key: true}}
                - name: user_id
                  fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                  yinhu: {erase: empty}
                - {name: author, yinhu: {erase: {anonymise: erased}}}
                - {name: stars, data_categories: [system.operations]}
      system:
        - fides_key: backend
          privacy_declarations:
            - name: Deliver
              data_categories: [user]
              data_use: essential.service
              data_subjects: [customer]
              yinhu:
                purpose: deliver-order
                use: provide-service
                legal_basis: contract
                necessity: to deliver
                state: active
                impact_assessment: {wanted: true, done: true, reference: PIA-1}
                fields: [shop.*]
                callers: [{name: order-service, operations: [encrypt, decrypt]}]
            - name: Records
              data_categories: [user]
              data_use: essential.legal_obligation
              data_subjects: [customer]
              yinhu:
                purpose: keep-records
                use: legal-duty
                legal_basis: legal-duty
                necessity: the law asks for it
                state: active
                impact_assessment: {wanted: true, done: true, reference: PIA-1}
                fields: [shop.*]
                callers: [{name: subject-rights, operations: [encrypt, decrypt]}]
      retention_rule:
        - key: transaction-records
          law: 电子商务法
          article: 第三十一条
          duration: P3Y
          from: shop.orders.completed_at
          fields: [shop.orders.user_id, shop.orders.consignee, shop.orders.amount]
      """;
  static final Register REGISTER = Registers.parse(TEXT);

  /** With a store behind a webhook besides. */
  static final Register WITH_CRM =
      Registers.parse(
          TEXT.replace(
              "system:\n  - fides_key: backend",
              """
                - fides_key: crm
                  data_categories: [user.behavior.purchase_history]
                  collections:
                    - name: people
                      yinhu: {subject: id}
                      fields:
                        - {name: id, fides_meta: {primary_key: true}}
                        - {name: note}
              system:
                - fides_key: backend\
              """));

  /** Of which somebody has taken a collection out. */
  static final Register WITHOUT_REVIEWS =
      Registers.parse(
          TEXT.substring(0, TEXT.indexOf("      - name: reviews"))
              + TEXT.substring(TEXT.indexOf("system:\n")));

  static final String ORIGIN = "log.example/audit";
  static final NoteSigner LOG_KEY = new NoteSigner(ORIGIN, new byte[NoteSigner.SEED_BYTES]);

  final Place database;
  final Place shop;
  final Path rootKey;
  volatile Register register;
  Crypto crypto;
  AuditLog log;
  TombstoneBook tombstones;
  FieldAccess access;
  Cases cases;
  LegalHolds holds;
  private SecretBox box;
  volatile Map<String, StoreConnector> connectors;

  /** References that other rooms were told to forget. */
  final List<String> forgotten = new CopyOnWriteArrayList<>();

  volatile Instant now = START;

  /** A database. Closing it is left to whoever opened it. */
  record Place(Database database, Runnable closing) {
    static Place of(TestDatabase made) {
      return new Place(made.database(), made::close);
    }

    Jdbi jdbi() {
      return database.jdbi();
    }

    DataSource dataSource() {
      return database.dataSource();
    }

    ConnectionInfo connectionInfo() {
      return database.connectionInfo();
    }
  }

  /** Over databases of its own. */
  ErasureRoom() {
    this(REGISTER);
  }

  /** The same by another register. */
  ErasureRoom(Register register) {
    this(
        Place.of(TestDatabase.create("crypto", "audit", "access", "rights")),
        Place.of(TestDatabase.create()),
        folder().resolve("root.key"),
        register);
    makeTables();
  }

  /** Over what another room made. */
  ErasureRoom(Place database, Place shop, Path rootKey, Register register) {
    this.database = database;
    this.register = register;
    this.shop = shop;
    this.rootKey = rootKey;
    start();
    connectors = Map.of("shop", connector(shop.connectionInfo().jdbcUrl()));
  }

  /** Opens all that runs, as a service that starts. */
  private void start() {
    SecureRandom random = new SecureRandom();
    crypto =
        Crypto.open(
            database.database(), new CryptoConfig(rootKey, 100, Duration.ofMinutes(1)), () -> now);
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
    tombstones = TombstoneBook.open(database.database(), () -> now);
    access = FieldAccess.open(database.jdbi(), crypto, log, () -> now, SHANGHAI, tombstones);
    access.use(1, register);
    box = crypto.secrets().box("cases", random);
    cases =
        new Cases(
            new Cases.Ground(
                database.dataSource(),
                database.jdbi(),
                access.persons(),
                seal(),
                () -> now,
                random));
    holds = new LegalHolds(database.jdbi(), log, () -> now);
  }

  /** A service that stops and starts again; between the two something happens. */
  void restart(Runnable between) {
    stop();
    between.run();
    start();
  }

  private void makeTables() {
    execute("create table users (id text primary key, name text, phone text)");
    execute(
        "create table addresses (id serial primary key, user_id text references users, line text)");
    execute(
        "create table orders (id text primary key, user_id text references users, state text,"
            + " completed_at timestamptz, consignee text, note text, amount int)");
    execute(
        "create table lines (id serial primary key, order_id text references orders, title text)");
    execute(
        "create table reviews (id serial primary key, user_id text references users, author text,"
            + " stars int)");
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("yinhu-erasure");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JdbcConnector connector(String url) {
    ConnectionInfo info = shop.connectionInfo();
    return connector(url, info.user(), info.password());
  }

  /** As another role of the shop's database. */
  JdbcConnector connector(String user, String password) {
    return connector(shop.connectionInfo().jdbcUrl(), user, password);
  }

  private static JdbcConnector connector(String url, String user, String password) {
    return new JdbcConnector(
        new JdbcSettings("shop", url, Optional.of(user), Optional.of(password), Map.of(), Map.of()),
        DataGraph.of(REGISTER.datasets()));
  }

  private PersonSeal seal() {
    return new PersonSeal() {
      @Override
      public byte[] seal(byte[] id, String label) {
        return box.seal(id, label);
      }

      @Override
      public Optional<byte[]> open(byte[] sealed, String label) {
        return box.open(sealed, label);
      }
    };
  }

  Deletion deletion(Duration coolingOff) {
    return deletion(coolingOff, (_, _) -> new StepResult.Done(Facts.NONE));
  }

  Deletion deletion(Duration coolingOff, StepWork certificate) {
    return new Deletion(
        new Deletion.Ground(
            () -> register,
            () -> new Stores(new HashMap<>(connectors)),
            cases.persons(),
            access,
            DUTY,
            tombstones,
            holds,
            new KeptData(database.jdbi(), seal()),
            erasedPeople(),
            (reference, _) -> forgotten.add(reference),
            new HandWork(database.jdbi()),
            new DeletionSettings(coolingOff, Duration.ofDays(1), Duration.ZERO, SHANGHAI),
            () -> now),
        certificate);
  }

  /** Signs certificates, over the log as it stands. */
  StepWork certificates() {
    PublishedLog published =
        new PublishedLog(
            new Tiles(database.dataSource()),
            () -> LOG_KEY.sign(new Checkpoint(ORIGIN, log.head()).text()));
    return new Issuing(
        new Issuing.Ground(
            database.jdbi(), log, published, certificateKey(), "subject-rights", () -> now),
        new DeletionContent(cases::steps));
  }

  CertificateKey certificateKey() {
    return new CertificateKey(
        crypto::secrets, "shop.example/certificates", true, new SecureRandom());
  }

  /** Adds the store behind a webhook. */
  void crm(URI url, Path key) {
    connectors =
        Map.of(
            "shop",
            connector(shop.connectionInfo().jdbcUrl()),
            "crm",
            new WebhookConnector(
                new WebhookStoreSettings(
                    "crm",
                    url,
                    key,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofDays(3)),
                () -> false,
                () -> now));
  }

  ErasedPeople erasedPeople() {
    return new ErasedPeople(database.jdbi(), crypto::secrets, new SecureRandom(), () -> now);
  }

  void execute(String sql, Object... values) {
    shop.jdbi().useHandle(handle -> handle.execute(sql, values));
  }

  long count(String sql) {
    return shop.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  String text(String sql) {
    return shop.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  /** Somebody with one row in each table, an old order and a young one, both done. */
  SubjectId customer(String id) {
    execute(
        "insert into users values (?, ?, ?)",
        id,
        "name of " + id,
        sealed("shop.users.phone", id, "138"));
    execute(
        "insert into addresses (user_id, line) values (?, ?)",
        id,
        sealed("shop.addresses.line", id, "street"));
    order(id, id + "-old", "done", "2020-01-05");
    order(id, id + "-young", "done", "2025-01-05");
    execute("insert into reviews (user_id, author, stars) values (?, ?, 5)", id, "name of " + id);
    return new SubjectId(id);
  }

  void order(String user, String order, String state, String completed) {
    execute(
        "insert into orders values (?, ?, ?, cast(? as timestamptz), ?, 'ring twice', 7)",
        order,
        user,
        state,
        completed,
        sealed("shop.orders.consignee", user, "consignee of " + order));
    execute("insert into lines (order_id, title) values (?, 'tea')", order);
  }

  String sealed(String field, String subject, String value) {
    Access request =
        access.encrypt(
            new Requester(SHOP, "r-shop"), List.of(new SealItem(field, subject, null, value)));
    return result(request) instanceof ItemResult.Done done ? done.value() : "refused";
  }

  /** The value in clear, or the code of why not. */
  String opened(CallerName caller, Purpose purpose, String field, String subject, String text) {
    Access request =
        access.decrypt(
            new Requester(caller, "r-shop"),
            purpose,
            Disclosure.CLEAR,
            List.of(new OpenItem(field, subject, null, text)));
    return switch (result(request)) {
      case ItemResult.Done done -> done.value();
      case ItemResult.Refused refused -> refused.code().text();
      case ItemResult.Tokenized _, ItemResult.Indexed _, ItemResult.Checked _ -> "?";
    };
  }

  private static ItemResult result(Access request) {
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items().getFirst();
  }

  /** A request to be deleted, of which it is proven who asks. */
  Case asked(SubjectId person, Deletion deletion) {
    Case made =
        cases.receive(
            new CaseWish(
                CaseType.DELETE, person, RequesterKind.SUBJECT, Channel.ONLINE, "order-service"),
            deletion.work());
    return cases.verified(made.id(), "vouched", "order-service");
  }

  Cases.Running node(CaseWork work) {
    return node(work, QUICK);
  }

  Cases.Running node(CaseWork work, CaseTimes times) {
    return cases.run(Map.of(CaseType.DELETE, work), times);
  }

  /** The same work with each kind of step wrapped. */
  static CaseWork wrapped(CaseWork work, UnaryOperator<StepWork> wrap) {
    Map<String, StepWork> works = new HashMap<>();
    work.works().forEach((kind, step) -> works.put(kind, wrap.apply(step)));
    return new CaseWork(work.first(), works);
  }

  private void stop() {
    access.close();
    tombstones.close();
    log.close();
    crypto.close();
  }

  @Override
  public void close() {
    stop();
    shop.closing().run();
    database.closing().run();
  }
}
