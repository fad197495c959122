package dev.yinhu.fieldaccess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Field access over a real database, real keys and a real log, under the shop's register. */
final class Room implements AutoCloseable {
  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final CallerName ORDER_SERVICE = new CallerName("order-service");
  static final CallerName SUPPORT_DESK = new CallerName("support-desk");
  static final CallerName MARKETING_JOB = new CallerName("marketing-job");
  static final Purpose DELIVER = new Purpose("deliver-order");
  static final Purpose SUPPORT = new Purpose("customer-support");
  static final Purpose MARKETING = new Purpose("marketing");
  static final String PHONE = "shop.users.phone";

  /** A field that belongs to no subject. */
  static final String SERIAL = "shop.devices.serial";

  private static final String NO_SUBJECT =
      """
            - name: devices
              fides_meta: {skip_processing: true}
              fields:
                - name: serial
                  data_categories: [user.device]
                  yinhu: {protect: {suite: AES256_GCM}}
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  final TestClock clock = new TestClock(Registers.NOW);
  final Database database;
  final Crypto crypto;
  final AuditLog audit;
  final FieldAccess access;
  private final Deque<Runnable> closing = new ArrayDeque<>();

  private final Path rootKey;

  private Room(Database database, Path rootKey) {
    this.database = database;
    this.rootKey = rootKey;
    this.crypto =
        Crypto.open(database, new CryptoConfig(rootKey, 10_000, Duration.ofMinutes(10)), clock);
    closing.addFirst(crypto::close);
    AuditLogConfig impatient =
        new AuditLogConfig(8_192, Duration.ofMillis(500), Duration.ofSeconds(5));
    this.audit = AuditLog.open(database.dataSource(), impatient, clock);
    closing.addFirst(audit::close);
    this.access = anotherNode();
    closing.addFirst(access::close);
    access.use(1, Registers.parse(registerText()));
  }

  /** Over a fresh database of its own. */
  static Room open() {
    TestDatabase database = TestDatabase.create("crypto", "audit", "access");
    Room room = over(database.database());
    room.closing.addLast(database::close);
    return room;
  }

  /** Over a database that is migrated already and belongs to the caller. */
  static Room over(Database database) {
    try {
      return new Room(database, Files.createTempDirectory("yinhu-room").resolve("root.key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The node begins to listen for erasures in the background, and forgets all cached keys when it
   * does. Who listens after it is told after it.
   */
  void awaitCaching() throws InterruptedException {
    CountDownLatch listening = new CountDownLatch(1);
    try (Subscription _ = database.listen("room_listens", any -> {}, listening::countDown)) {
      assertThat(listening.await(30, TimeUnit.SECONDS)).as("the node listens").isTrue();
    }
    int tries = 0;
    while (access
        .encrypt(requester(ORDER_SERVICE), List.of(seal(PHONE, "warm", "1")))
        .needsStore()) {
      if (tries++ > 10_000) {
        throw new AssertionError("keys are never cached");
      }
      sealed(PHONE, "warm", "1");
    }
  }

  /** Another node over the same database and keys, with nothing cached yet. */
  Room cold() {
    return new Room(database, rootKey);
  }

  /** Field access of another node, or after a restart; its register is yet to be given. */
  FieldAccess anotherNode() {
    return FieldAccess.open(database.jdbi(), crypto, audit, clock, SHANGHAI);
  }

  /** The shop's register and the field without a subject. */
  static String registerText() {
    String text = Registers.shopText();
    String place = "      - name: addresses\n";
    return text.replace(place, NO_SUBJECT + place)
        .replace("fields: [shop.users.*, ", "fields: [shop.devices.serial, shop.users.*, ");
  }

  static Register register(String target, String replacement) {
    String text = registerText();
    if (!text.contains(target)) {
      throw new IllegalArgumentException("the register has no " + target);
    }
    return Registers.parse(text.replace(target, replacement));
  }

  static SealItem seal(String field, @Nullable String subject, String value) {
    return new SealItem(field, subject, null, value);
  }

  static OpenItem open(String field, @Nullable String subject, String ciphertext) {
    return new OpenItem(field, subject, null, ciphertext);
  }

  static Requester requester(CallerName caller) {
    return new Requester(caller, "r-" + caller);
  }

  static CompletableFuture<BatchResult> run(Access request) {
    if (request.needsStore()) {
      request.load();
    }
    return request.finish();
  }

  List<ItemResult> encrypt(SealItem... items) {
    return run(access.encrypt(requester(ORDER_SERVICE), Arrays.asList(items))).join().items();
  }

  /** The ciphertext of a value that order-service may encrypt. */
  String sealed(String field, @Nullable String subject, String value) {
    return value(encrypt(seal(field, subject, value)).getFirst());
  }

  BatchResult decrypt(
      CallerName caller, Purpose purpose, Disclosure disclosure, List<OpenItem> items) {
    return run(access.decrypt(requester(caller), purpose, disclosure, items)).join();
  }

  /** In clear, by order-service, for its purpose. */
  ItemResult decrypt(OpenItem item) {
    return decrypt(ORDER_SERVICE, DELIVER, Disclosure.CLEAR, List.of(item)).items().getFirst();
  }

  static String value(ItemResult result) {
    return switch (result) {
      case ItemResult.Done done -> done.value();
      case ItemResult.Tokenized tokenized -> tokenized.token();
      case ItemResult.Indexed indexed -> indexed.index().orElseThrow().store();
      case ItemResult.Checked checked -> Boolean.toString(checked.token());
      case ItemResult.Refused refused -> throw new AssertionError("refused: " + refused);
    };
  }

  static String code(ItemResult result) {
    return switch (result) {
      case ItemResult.Done done -> done.masked() ? "masked" : "done";
      case ItemResult.Tokenized _, ItemResult.Indexed _, ItemResult.Checked _ -> "done";
      case ItemResult.Refused refused -> refused.code().text();
    };
  }

  static List<String> codes(BatchResult result) {
    return result.items().stream().map(Room::code).toList();
  }

  /** The newest audit entry. */
  JsonNode lastEntry() {
    return json(audit.entry(audit.head().size() - 1).orElseThrow().json());
  }

  /** field/outcome/detail/count of each item of the newest audit entry. */
  List<String> lastItems() {
    List<String> items = new ArrayList<>();
    lastEntry()
        .get("items")
        .forEach(item ->
            items.add(
                String.join(
                    "/",
                    item.get("field").asText(),
                    item.get("outcome").asText(),
                    item.path("detail").asText(""),
                    item.get("count").asText())));
    return items;
  }

  /** Every entry as text. */
  List<String> allEntries() {
    List<String> all = new ArrayList<>();
    for (long i = 0; i < audit.head().size(); i++) {
      all.add(audit.entry(i).orElseThrow().json());
    }
    return all;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
