package dev.yinhu.tableprotection;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.database.Database;
import dev.yinhu.database.Pause;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.CompareItem;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.IndexItem;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Table protection over real field access, with a caller {@code data-job} that may do it. */
final class Workshop implements AutoCloseable {
  static final CallerName DATA_JOB = new CallerName("data-job");
  static final String PHONE = "shop.users.phone";
  static final String EMAIL = "shop.users.email";
  private static final String GRANTS = "- {name: order-service, operations: [encrypt, decrypt]}";

  private static final String JOB_GRANT = "\n            - {name: data-job, operations: [%s]}";

  final InstantSource clock = InstantSource.fixed(Registers.NOW);
  final Path directory = temporary();
  final Database database;
  final Crypto crypto;
  final AuditLog audit;
  final FieldAccess access;
  final TableProtection protection;
  private final Deque<Runnable> closing = new ArrayDeque<>();

  Workshop() {
    TestDatabase test = TestDatabase.create("crypto", "audit", "access", "protect");
    closing.addFirst(test::close);
    database = test.database();
    crypto =
        Crypto.open(
            database,
            new CryptoConfig(directory.resolve("root.key"), 100_000, Duration.ofMinutes(10)),
            clock);
    closing.addFirst(crypto::close);
    audit = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, clock);
    closing.addFirst(audit::close);
    access = FieldAccess.open(database.jdbi(), crypto, audit, clock, ZoneId.of("Asia/Shanghai"));
    closing.addFirst(access::close);
    access.use(1, register("encrypt, rewrap"));
    protection =
        TableProtection.open(
            database, access, clock, new SecureRandom(), directory.resolve("protect"));
    try {
      Files.writeString(passwordFile(), database.connectionInfo().password() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with its own way to wait. */
  TableProtection protection(Pause pause) {
    return TableProtection.open(
        database, access, clock, new SecureRandom(), directory.resolve("protect"), pause);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("yinhu-workshop");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Register register(String operations) {
    String text = Registers.shopText();
    if (!text.contains(GRANTS)) {
      throw new IllegalStateException("the shop's register has no " + GRANTS);
    }
    return Registers.parse(text.replace(GRANTS, GRANTS + JOB_GRANT.formatted(operations)));
  }

  /**
   * Phones with an index over all and one over the last four digits, addresses with one in three
   * partitions, one over both, and identity numbers that keep their shape.
   */
  static Register indexedRegister() {
    String both = "{protect: {suite: AES256_GCM, index: true}}";
    String idNumber =
        "data_categories: [user.government_id.national_identification_number]\n"
            + "            yinhu: {protect: {suite: ";
    String text =
        Registers.shopText()
            .replaceFirst(
                "\\Q" + both + "\\E",
                "{protect: {suite: AES256_GCM, index: true, indexes: {last4: {last: 4}}}}")
            .replaceFirst(
                "\\Q" + both + "\\E", "{protect: {suite: AES256_GCM, index: {partitions: 3}}}")
            .replace(idNumber + "AES256_GCM", idNumber + "FF1_AES256")
            .replace(
                "        yinhu: {subject: id}\n",
                "        yinhu: {subject: id, indexes: [{name: phone_email, fields: [phone,"
                    + " email]}]}\n")
            .replace(GRANTS, GRANTS + JOB_GRANT.formatted("encrypt, rewrap"));
    return Registers.parse(text);
  }

  Path passwordFile() {
    return directory.resolve("database-password");
  }

  static ProtectedColumn column(String field, String plaintext, String ciphertext) {
    return new ProtectedColumn(FieldRef.parse(field), plaintext, ciphertext);
  }

  /** Over a table {@code users} with key and subject {@code id}, and small batches. */
  static ProtectionJob job(Shop shop, ProtectedColumn... columns) {
    return new ProtectionJob(
        shop.schema,
        shop.target("users"),
        DATA_JOB,
        List.of("id"),
        Optional.of("id"),
        Arrays.asList(columns),
        List.of(),
        50,
        OptionalInt.empty());
  }

  PhaseReport run(ProtectionJob job, Phase phase) {
    try {
      return protection.run(job, phase, Watcher.NOBODY);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<ItemResult> results(Access request) {
    if (request.needsStore()) {
      request.load();
    }
    return request.finish().join().items();
  }

  String sealed(String field, String subject, String value) {
    SealItem item = new SealItem(field, subject, null, value);
    ItemResult result =
        results(access.encrypt(new Requester(DATA_JOB, "test"), List.of(item))).getFirst();
    return switch (result) {
      case ItemResult.Done done -> done.value();
      case ItemResult.Indexed _, ItemResult.Tokenized _, ItemResult.Checked _ ->
          throw new AssertionError("not a ciphertext");
      case ItemResult.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  boolean holds(String field, String subject, @Nullable String ciphertext, String value) {
    if (ciphertext == null) {
      return false;
    }
    CompareItem item = new CompareItem(new OpenItem(field, subject, null, ciphertext), value);
    return results(access.compare(new Requester(DATA_JOB, "test"), List.of(item))).getFirst()
        instanceof ItemResult.Done;
  }

  /** What a look-up for the value asks for; of a compound index the values by field. */
  ItemResult.Indexed indexes(String index, @Nullable String value, Map<String, String> values) {
    Optional<Map<String, String>> several =
        values.isEmpty() ? Optional.empty() : Optional.of(values);
    IndexItem item = new IndexItem(index, null, value, several, null);
    ItemResult result =
        results(access.indexInside(new Requester(DATA_JOB, "test"), List.of(item))).getFirst();
    return switch (result) {
      case ItemResult.Indexed indexed -> indexed;
      case ItemResult.Done _, ItemResult.Tokenized _, ItemResult.Checked _, ItemResult.Refused _ ->
          throw new AssertionError("not an index: " + result);
    };
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
