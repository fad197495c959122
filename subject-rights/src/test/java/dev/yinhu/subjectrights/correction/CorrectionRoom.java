package dev.yinhu.subjectrights.correction;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.SecretBox;
import dev.yinhu.database.Database;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.IndexItem;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.FieldRef;
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
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.connect.JdbcConnector;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import dev.yinhu.subjectrights.connect.OpenRecipients;
import dev.yinhu.subjectrights.connect.Stores;
import dev.yinhu.subjectrights.connect.WebhookStoreSettings;
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

/** All that corrects people's data in a shop that is somewhere else. */
final class CorrectionRoom implements AutoCloseable {
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
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Requester SELF =
      new Requester(new CallerName("subject-rights"), "r-of-a-test");

  static final Register REGISTER =
      Registers.parse(
          """
          dataset:
            - fides_key: shop
              data_categories: [user.behavior.purchase_history]
              collections:
                - name: users
                  yinhu: {subject: id}
                  fields:
                    - {name: id, fides_meta: {primary_key: true}}
                    - {name: nickname}
                    - {name: born, data_categories: [user.demographic.date_of_birth]}
                    - {name: name, data_categories: [user.name]}
                    - name: phone
                      data_categories: [user.contact.phone_number]
                      yinhu: {protect: {suite: AES256_GCM, index: true, indexes: {last4: {last: 4}}}}
                    - {name: phone_index, data_categories: [user.contact.phone_number]}
                    - {name: phone_last4, data_categories: [user.contact.phone_number]}
                    - name: email
                      data_categories: [user.contact.email]
                      yinhu: {protect: {suite: AES256_GCM, index: true}}
                - name: orders
                  yinhu:
                    subject: user_id
                    defers: {field: state, while: [paid, shipped], reason: open-order}
                  fields:
                    - {name: id, fides_meta: {primary_key: true}}
                    - name: user_id
                      fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                    - {name: state}
                - name: parcels
                  yinhu: {subject: user_id}
                  fields:
                    - {name: id, fides_meta: {primary_key: true}}
                    - name: user_id
                      fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                    - name: greeting
                      yinhu: {same_as: [shop.users.nickname]}
                    - name: call
                      data_categories: [user.contact.phone_number]
                      yinhu: {same_as: [shop.users.phone], protect: {suite: AES256_GCM, index: true}}
                    - {name: call_index, data_categories: [user.contact.phone_number]}
            - fides_key: crm
              data_categories: [user.behavior.purchase_history]
              collections:
                - name: people
                  yinhu: {subject: customer}
                  fields:
                    - {name: customer, fides_meta: {primary_key: true}}
                    - {name: alias, yinhu: {same_as: [shop.parcels.greeting]}}
          recipient:
            - key: express
              label: {zh: 快递, en: Express}
              role: processor
              contract: {id: HT-1, expires: 2035-12-31}
              assessment: {done: 2026-01-15, next: 2035-01-15}
              contact: privacy@express.example
          system:
            - fides_key: backend
              privacy_declarations:
                - name: Records
                  data_categories: [user]
                  data_use: essential.legal_obligation
                  data_subjects: [customer]
                  yinhu:
                    purpose: keep-records
                    use: legal-duty
                    legal_basis: legal-duty
                    necessity: the law asks for it
                    retention: {text: as long as the law asks}
                    state: active
                    impact_assessment: {wanted: true, done: true, reference: PIA-1}
                    fields: [shop.users.id, shop.users.nickname, shop.users.born, shop.users.name, shop.users.email, shop.parcels.*]
                    callers: [{name: subject-rights, operations: [encrypt, decrypt]}]
                - name: Deliver
                  data_categories: [user]
                  data_use: essential.service
                  data_subjects: [customer]
                  yinhu:
                    purpose: deliver
                    use: legal-duty
                    legal_basis: legal-duty
                    necessity: to deliver
                    retention: {text: as long as the order lasts}
                    state: active
                    impact_assessment: {wanted: true, done: true, reference: PIA-1}
                    recipients: [express]
                    fields: [shop.users.phone]
                    callers: [{name: subject-rights, operations: [encrypt, decrypt]}]
          """);

  /**
   * Where it keeps its own.
   *
   * @param closing what is closed at last
   */
  record Own(Database database, Path rootKey, Runnable closing) {
    static Own fresh() {
      TestDatabase made = TestDatabase.create("crypto", "audit", "access", "rights");
      try {
        Path key = Files.createTempDirectory("correction").resolve("root.key");
        return new Own(made.database(), key, made::close);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  final Database database;
  private final Own own;
  final Cases cases;
  final NewValues values;
  final Correction correction;
  final KnownMinors minors = new KnownMinors();
  private final Crypto crypto;
  private final AuditLog log;
  private final FieldAccess access;
  private final JdbcConnector shop;
  private final OpenRecipients recipients;
  boolean strong = true;
  volatile Instant now = Registers.NOW;

  CorrectionRoom(JdbcSettings settings) {
    this(settings, Own.fresh(), Map.of());
  }

  CorrectionRoom(JdbcSettings settings, Own own, Map<String, WebhookStoreSettings> told) {
    this.own = own;
    this.database = own.database();
    crypto =
        Crypto.open(
            database, new CryptoConfig(own.rootKey(), 100, Duration.ofMinutes(1)), () -> now);
    recipients = new OpenRecipients(told, _ -> false, () -> now);
    SecureRandom random = new SecureRandom();
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
    access = FieldAccess.open(database.jdbi(), crypto, log, () -> now, SHANGHAI);
    access.use(1, REGISTER);
    PersonSeal seal = seal(crypto.secrets().box("cases", random));
    cases =
        new Cases(
            new Cases.Ground(
                database.dataSource(), database.jdbi(), access.persons(), seal, () -> now, random));
    shop = new JdbcConnector(settings, DataGraph.of(REGISTER.datasets()));
    values = new NewValues(database.jdbi(), seal);
    correction =
        new Correction(
            new Correction.Ground(
                () -> REGISTER,
                () -> new Stores(Map.of("shop", shop)),
                cases.persons(),
                access,
                new Purpose("keep-records"),
                values,
                recipients,
                new HandWork(database.jdbi()),
                _ -> strong,
                minors,
                SHANGHAI,
                () -> now));
  }

  private static PersonSeal seal(SecretBox box) {
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

  /** A request of a proven person. */
  Case asked(String person, String field, String value) {
    Case made =
        cases.receive(
            new CaseWish(
                CaseType.CORRECT,
                new SubjectId(person),
                RequesterKind.SUBJECT,
                Channel.ONLINE,
                "order-service"),
            correction.work().at(field));
    values.keep(made.id(), new NewValue(FieldRef.parse(field), value));
    return cases.verified(made.id(), "vouched", "order-service");
  }

  String opened(String person, String field, String sealed) {
    return done(
        access.decrypt(
            SELF,
            new Purpose(field.endsWith("phone") ? "deliver" : "keep-records"),
            Disclosure.CLEAR,
            List.of(new OpenItem(field, person, null, sealed))));
  }

  /** Whether the index is one by which the value is found. */
  boolean finds(String field, String value, String index) {
    Access request =
        access.indexInside(
            SELF, List.of(new IndexItem(field, null, value, Optional.empty(), null)));
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items().getFirst() instanceof ItemResult.Indexed indexed
        && indexed.index().filter(terms -> terms.holds(index)).isPresent();
  }

  private static String done(Access request) {
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items().getFirst() instanceof ItemResult.Done done
        ? done.value()
        : "";
  }

  String text(String sql) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).findOne().orElse(""));
  }

  @Override
  public void close() {
    recipients.close();
    shop.close();
    access.close();
    log.close();
    crypto.close();
    own.closing().run();
  }
}
