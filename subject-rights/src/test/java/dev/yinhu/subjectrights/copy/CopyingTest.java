package dev.yinhu.subjectrights.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseTimes;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.StepWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PHONE = "13812345678";
  private static final String ID_NUMBER = "11010519491231002X";
  private static CopyRoom room;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    room = new CopyRoom();
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @BeforeEach
  void usual() {
    room.strong = true;
  }

  private static String customer(String id) {
    room.execute(
        "insert into users values (?, ?, ?, ?, '4711471147')",
        id,
        "=cmd()|<script>alert(1)</script>",
        room.sealed("shop.users.phone", id, PHONE),
        room.sealed("shop.users.id_number", id, ID_NUMBER));
    room.execute(
        "insert into orders values (?, ?, ?)",
        "o-" + id,
        id,
        room.sealed("shop.orders.consignee", id, "王小明"));
    room.execute(
        "insert into chats values (?, ?, ?)",
        "c-" + id,
        id,
        "我的手机号是138 1234 5678，请打给我邻居13987654321");
    return id;
  }

  private static void done(Case asked, CaseWork work, CaseState state) throws Exception {
    try (var node = room.cases.run(Map.of(CaseType.COPY, work), times())) {
      node.wake(asked.id());
      long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
      while (room.cases.find(asked.id()).orElseThrow().state() != state) {
        assertThat(System.nanoTime()).as("it becomes " + state.wire()).isLessThan(end);
        Thread.sleep(20);
        room.now = room.now.plusMillis(20); // what is tried again waits by this clock
      }
    }
  }

  private static CaseTimes times() {
    return new CaseTimes(
        Duration.ofMillis(20),
        Duration.ofMillis(500),
        6,
        4,
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMinutes(10),
        Duration.ofDays(7));
  }

  private Path copied(String person) throws Exception {
    Case asked = room.asked(customer(person));
    done(asked, room.copying().work(), CaseState.COMPLETED);
    return extracted(asked.id());
  }

  /** As the person does, with a program of somebody else. */
  private Path extracted(CaseId id) throws Exception {
    Path zip = Files.write(directory.resolve(id.text() + ".zip"), room.archive(id));
    Path to = directory.resolve(id.text());
    String passphrase = room.packages.passphrase(id).orElseThrow();
    Process seven =
        new ProcessBuilder("7z", "x", "-y", "-p" + passphrase, "-o" + to, zip.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(seven.waitFor()).isZero();
    return to;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  @Test
  void aCopyHasOnesOwnDataAndNobodyElses() throws Exception {
    Path copy = copied("ann");

    JsonNode user = JSON.readTree(text(copy.resolve("data/shop.users.json"))).get(0);
    assertThat(user.path("phone").asText()).isEqualTo(PHONE);
    assertThat(user.path("id_number").asText()).isEqualTo(ID_NUMBER);
    assertThat(user.has("member_no")).as("a ciphertext is no value").isFalse();
    JsonNode order = JSON.readTree(text(copy.resolve("data/shop.orders.json"))).get(0);
    assertThat(order.has("consignee")).isFalse();
    String chat = JSON.readTree(text(copy.resolve("data/shop.chats.json"))).get(0).toString();
    assertThat(chat).contains("138 1234 5678", "[CN_MOBILE]").doesNotContain("13987654321");
    JsonNode told = JSON.readTree(text(copy.resolve("manifest.json"))).path("collections");
    assertThat(told.findValuesAsText("left-out-others")).contains("1");
    assertThat(told.findValuesAsText("redacted")).contains("1");
    assertThat(told.findValuesAsText("unreadable")).contains("1");
  }

  @Test
  void valuesStayValuesInSpreadsheetAndPage() throws Exception {
    Path copy = copied("bo");

    assertThat(text(copy.resolve("data/shop.users.csv"))).contains("\"'=cmd()");
    String page = text(copy.resolve("index.html"));
    assertThat(page)
        .contains("注册用户", "手机号码", PHONE, "履行订单 · Deliver orders", "PIPL 13(2)")
        .contains("&lt;script&gt;")
        .doesNotContain("<script")
        .doesNotContain("王小明");
  }

  @Test
  void whoAccessedTheDataIsToldByCallerAndPurposeAndNobodyElsesAccess() throws Exception {
    String sealed = room.sealed("shop.users.phone", "hua", PHONE);
    String others = room.sealed("shop.users.phone", "someone", PHONE);
    room.now = room.now.plusSeconds(3_600);
    room.read("order-service", Disclosure.CLEAR, "shop.users.phone", "hua", sealed);
    room.read("order-service", Disclosure.MASKED, "shop.users.phone", "hua", sealed);
    room.read("marketing-job", Disclosure.CLEAR, "shop.users.phone", "hua", sealed);
    room.read("order-service", Disclosure.CLEAR, "shop.users.phone", "someone", others);
    Path copy = copied("hua");

    JsonNode accesses = JSON.readTree(text(copy.resolve("accesses.json")));
    List<String> read = new ArrayList<>();
    for (JsonNode one : accesses) {
      if (one.path("operation").asText().equals("decrypt")
          && !one.path("caller").asText().equals("subject-rights")) {
        read.add(
            "%s %s %s %s %d"
                .formatted(
                    one.path("caller").asText(),
                    one.path("purpose").asText(),
                    one.path("field").asText(),
                    one.path("outcome").asText(),
                    one.path("values").asInt()));
      }
    }
    assertThat(read)
        .containsExactlyInAnyOrder(
            "order-service deliver-order shop.users.phone clear 1",
            "order-service deliver-order shop.users.phone masked 1",
            "marketing-job deliver-order shop.users.phone not-permitted 1");
    assertThat(text(copy.resolve("accesses.csv")).lines().count()).isEqualTo(accesses.size() + 1);
    assertThat(text(copy.resolve("index.html")))
        .contains("谁访问过我的信息 · Who accessed my data", "看到完整内容 · seen in full")
        .contains("看到掩码内容 · seen masked", "已拒绝 · refused", "order-service")
        .contains("履行订单 · Deliver orders");
    assertThat(text(copy.resolve("manifest.json"))).contains("accesses.json", "accesses.csv");
  }

  @Test
  void theManifestNamesEachFileAndIsSigned() throws Exception {
    Path copy = copied("cai");

    String manifest = text(copy.resolve("manifest.json"));
    for (JsonNode file : JSON.readTree(manifest).path("files")) {
      byte[] content = Files.readAllBytes(copy.resolve(file.path("name").asText()));
      assertThat(HexFormat.of().formatHex(Sha256.digest().digest(content)))
          .isEqualTo(file.path("sha256").asText());
    }
    SignedNote note = SignedNote.parse(text(copy.resolve("manifest.note")));
    assertThat(note.isSignedBy(List.of(CopyRoom.SIGNER.key()))).isTrue();
    assertThat(note.text()).isEqualTo(manifest);
  }

  @Test
  void numbersOfDocumentsAreMaskedWithoutAStrongProof() throws Exception {
    room.strong = false;
    Path copy = copied("dora");

    JsonNode user = JSON.readTree(text(copy.resolve("data/shop.users.json"))).get(0);
    assertThat(user.path("id_number").asText()).contains("*").doesNotContain(ID_NUMBER);
    assertThat(user.path("phone").asText()).isEqualTo(PHONE);
  }

  @Test
  void aLinkTakesAPackageOnceWhileItsTimeLasts() throws Exception {
    PackageLinks links = room.links();
    Case asked = room.asked(customer("fay"));
    assertThat(links.make(asked.id())).isEmpty();
    done(asked, room.copying().work(), CaseState.COMPLETED);

    PackageLink first = links.make(asked.id()).orElseThrow();
    PackageLink second = links.make(asked.id()).orElseThrow();
    assertThat(first).hasToString("PackageLink[***]");
    assertThat(links.take(first.token())).as("the newest only").isEmpty();
    assertThat(links.take(" " + second.token().toLowerCase(Locale.ROOT))).contains(asked.id());
    assertThat(links.take(second.token())).as("once").isEmpty();

    PackageLink third = links.make(asked.id()).orElseThrow();
    Instant before = room.now;
    room.now = third.expires();
    assertThat(links.take(third.token())).as("too old").isEmpty();
    room.now = before.plus(Duration.ofDays(4));
    assertThat(links.make(asked.id())).as("the package is too old").isEmpty();
    room.now = before;
  }

  @Test
  void thePassphraseIsToldOnceAndThePackageGoesWhenItsTimeIsOver() throws Exception {
    Case asked = room.asked(customer("emil"));
    done(asked, room.copying().work(), CaseState.COMPLETED);
    byte[] archive = room.archive(asked.id());
    assertThat(new String(archive, StandardCharsets.ISO_8859_1)).doesNotContain(PHONE);

    assertThat(room.packages.passphrase(asked.id())).isPresent();
    assertThat(room.packages.passphrase(asked.id())).isEmpty();
    assertThat(room.packages.of(asked.id()).orElseThrow().untold()).isFalse();

    room.now = room.now.plus(Duration.ofDays(3));
    assertThat(room.packages.of(asked.id())).isEmpty();
    assertThat(room.packages.deleteExpired()).isPositive();
    assertThat(room.packages.deleteExpired()).isZero();
  }

  @Test
  void aPackageThatWasMadeHalfWayIsMadeAnew() throws Exception {
    Case asked = room.asked(customer("fei"));
    AtomicInteger made = new AtomicInteger();
    CaseWork work = room.copying().work();
    StepWork packing = Objects.requireNonNull(work.works().get("copy-package"));
    Map<String, StepWork> dying = new HashMap<>(work.works());
    dying.put(
        "copy-package",
        (subject, step) -> {
          var result = packing.attempt(subject, step);
          if (made.getAndIncrement() == 0) {
            throw new IllegalStateException("the node dies before it has written this down");
          }
          return result;
        });

    done(asked, new CaseWork(work.first(), dying), CaseState.COMPLETED);

    assertThat(made).hasValue(2);
    assertThat(extracted(asked.id()).resolve("data/shop.users.json")).exists();
  }

  @Test
  void aStoreThatCannotBeReadIsNoStoreWithoutRows() throws Exception {
    Case asked = room.asked(customer("gu"));
    room.execute("alter table chats rename to chats_away");
    try {
      done(asked, room.copying().work(), CaseState.NEEDS_HUMAN);
      assertThat(room.cases.find(asked.id()).orElseThrow().reason()).isEqualTo("no-table");
      assertThat(room.packages.of(asked.id())).isEmpty();
    } finally {
      room.execute("alter table chats_away rename to chats");
    }
  }

  @Test
  void manyRowsGoThroughWithoutStayingInMemoryOrOnDisk() throws Exception {
    Case asked = room.asked(customer("hao"));
    room.execute(
        "insert into chats select 'h-' || i, 'hao', 'line ' || i from generate_series(1, 30000) i");

    done(asked, room.copying().work(), CaseState.COMPLETED);

    assertThat(JSON.readTree(text(extracted(asked.id()).resolve("data/shop.chats.json"))))
        .hasSize(30_001);
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(file -> file.startsWith(Spool.PREFIX));
    }
  }
}
