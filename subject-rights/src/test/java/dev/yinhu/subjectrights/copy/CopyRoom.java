package dev.yinhu.subjectrights.copy;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.SecretBox;
import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.testing.Registers;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.connect.JdbcConnector;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import dev.yinhu.subjectrights.connect.Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop whose customers ask for copies: real databases, keys and log. */
final class CopyRoom implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PiiEngine ENGINE = PiiEngine.standard(() -> Registers.NOW);
  static final NoteSigner SIGNER = new NoteSigner("shop.example/certificates", new byte[32]);
  static final Register REGISTER =
      Registers.parse(
          """
          dataset:
            - fides_key: shop
              collections:
                - name: users
                  description: 注册用户
                  yinhu: {subject: id}
                  fields:
                    - {name: id, data_categories: [user.unique_id], fides_meta: {primary_key: true}}
                    - {name: name, description: 姓名, data_categories: [user.name]}
                    - name: phone
                      description: 手机号码
                      data_categories: [user.contact.phone_number]
                      yinhu: {protect: {suite: AES256_GCM}}
                    - name: id_number
                      data_categories: [user.government_id.national_identification_number]
                      yinhu: {protect: {suite: AES256_GCM}}
                    - name: member_no
                      data_categories: [user.unique_id]
                      yinhu: {protect: {suite: FF1_AES256, format: {alphabet: "0123456789"}}}
                - name: orders
                  yinhu: {subject: user_id}
                  fields:
                    - {name: id, data_categories: [user.transaction.order], fides_meta: {primary_key: true}}
                    - name: user_id
                      data_categories: [user.unique_id]
                      fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                    - name: consignee
                      data_categories: [user.name]
                      yinhu: {about: other, protect: {suite: AES256_GCM}}
                - name: chats
                  yinhu: {subject: user_id}
                  fields:
                    - {name: id, data_categories: [system.operations], fides_meta: {primary_key: true}}
                    - name: user_id
                      data_categories: [user.unique_id]
                      fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                    - {name: text, data_categories: [user.content.consultation]}
          system:
            - fides_key: backend
              privacy_declarations:
                - name: Deliver
                  data_categories: [user]
                  data_use: essential.service
                  data_subjects: [customer]
                  yinhu:
                    purpose: deliver-order
                    label: {zh: 履行订单, en: Deliver orders}
                    use: provide-service
                    legal_basis: contract
                    necessity: to deliver
                    state: active
                    impact_assessment: {wanted: true, done: true, reference: PIA-1}
                    fields: [shop.*]
                    callers: [{name: order-service, operations: [encrypt, decrypt]}]
                - name: Duty
                  data_categories: [user]
                  data_use: essential.legal_obligation
                  data_subjects: [customer]
                  yinhu:
                    purpose: legal-duty
                    use: legal-duty
                    legal_basis: legal-duty
                    necessity: the law asks for it
                    state: active
                    impact_assessment: {wanted: true, done: true, reference: PIA-1}
                    fields: [shop.*]
                    callers: [{name: subject-rights, operations: [encrypt, decrypt]}]
          """);

  final TestDatabase database = TestDatabase.create("crypto", "audit", "access", "rights");
  final TestDatabase shop = TestDatabase.create();
  final Crypto crypto;
  final AuditLog log;
  final FieldAccess access;
  final Cases cases;
  final Packages packages;
  private final SecretBox box;
  volatile Instant now = Registers.NOW;
  volatile boolean strong = true;

  CopyRoom() {
    CryptoConfig keys = new CryptoConfig(folder().resolve("root.key"), 100, Duration.ofMinutes(1));
    crypto = Crypto.open(database.database(), keys, () -> now);
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
    access = FieldAccess.open(database.jdbi(), crypto, log, () -> now, ZoneId.of("Asia/Shanghai"));
    access.use(1, REGISTER);
    box = crypto.secrets().box("cases", RANDOM);
    cases =
        new Cases(
            new Cases.Ground(
                database.dataSource(),
                database.jdbi(),
                access.persons(),
                seal(),
                () -> now,
                RANDOM));
    packages = new Packages(database.jdbi(), seal(), () -> now);
    execute(
        "create table users (id text primary key, name text, phone text, id_number text, member_no"
            + " text)");
    execute("create table orders (id text primary key, user_id text, consignee text)");
    execute("create table chats (id text primary key, user_id text, text text)");
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("yinhu-copies");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PackageLinks links() {
    return new PackageLinks(database.jdbi(), () -> now, RANDOM);
  }

  Copying copying() {
    ConnectionInfo info = shop.connectionInfo();
    JdbcSettings settings =
        new JdbcSettings(
            "shop",
            info.jdbcUrl(),
            Optional.of(info.user()),
            Optional.of(info.password()),
            Map.of(),
            Map.of());
    Stores stores =
        new Stores(Map.of("shop", new JdbcConnector(settings, DataGraph.of(REGISTER.datasets()))));
    return new Copying(
        new CopyGround(
            database.jdbi(),
            () -> REGISTER,
            () -> stores,
            cases.persons(),
            access,
            new Purpose("legal-duty"),
            new LoggedAccesses(log, Optional.empty()),
            () -> ENGINE,
            SIGNER::sign,
            seal(),
            _ -> strong,
            Duration.ofDays(3),
            ZoneId.of("Asia/Shanghai"),
            () -> now,
            RANDOM));
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

  void execute(String sql, Object... values) {
    shop.jdbi().useHandle(handle -> handle.execute(sql, values));
  }

  String sealed(String field, String subject, String value) {
    Access request =
        access.encrypt(
            new Requester(new CallerName("order-service"), "r-1"),
            List.of(new SealItem(field, subject, null, value)));
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items().getFirst() instanceof ItemResult.Done done
        ? done.value()
        : "refused";
  }

  /** A caller reads, or tries to read, a value; what came of it. */
  String read(String caller, Disclosure disclosure, String field, String person, String sealed) {
    Access request =
        access.decrypt(
            new Requester(new CallerName(caller), "r-2"),
            new Purpose("deliver-order"),
            disclosure,
            List.of(new OpenItem(field, person, null, sealed)));
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items().getFirst().getClass().getSimpleName();
  }

  /** A request for a copy, of which it is proven who asks. */
  Case asked(String person) {
    Case made =
        cases.receive(
            new CaseWish(
                CaseType.COPY,
                new SubjectId(person),
                RequesterKind.SUBJECT,
                Channel.ONLINE,
                "order-service"),
            copying().work());
    return cases.verified(made.id(), "by-hand", "dpo");
  }

  /** All bytes of the package. */
  byte[] archive(CaseId id) {
    CopyPackage known = packages.of(id).orElseThrow();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < known.pieces(); i++) {
      all.writeBytes(packages.piece(id, i));
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    access.close();
    log.close();
    crypto.close();
    shop.close();
    database.close();
  }
}
