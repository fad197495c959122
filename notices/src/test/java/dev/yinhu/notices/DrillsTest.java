package dev.yinhu.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.channel.Outgoing;
import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.gateway.AnswerRules;
import dev.yinhu.notices.gateway.GatewayCall;
import dev.yinhu.notices.gateway.GatewayChannel;
import dev.yinhu.notices.gateway.GatewaySettings;
import dev.yinhu.notices.http.AllowedHosts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drills against a gateway over HTTP, with a number behind each person that could be real. */
class DrillsTest {
  private static final String DRILL = "incident/drill-000001/told/";
  private static TestDatabase database;

  private final TestNotices fixture = new TestNotices();
  private final AtomicInteger opened = new AtomicInteger();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private LocalServer gateway;
  private Notices notices;

  @BeforeAll
  static void createDatabase() {
    database = TestNotices.database();
  }

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  @BeforeEach
  void open() throws IOException {
    database.jdbi().useHandle(handle -> handle.execute("delete from notices.notice"));
    gateway =
        new LocalServer((exchange, body) -> {
          received.add(new String(body, StandardCharsets.UTF_8));
          LocalServer.answer(exchange, 200, "");
        });
    fixture.contacts(_ -> {
      opened.incrementAndGet();
      return new ContactSource.Known(Contact.of(TestNotices.NUMBER.toCharArray()));
    });
    notices =
        fixture.open(database.database(), channel(ChannelKind.SMS), channel(ChannelKind.IN_APP));
  }

  @AfterEach
  void close() {
    notices.close();
    gateway.close();
  }

  private GatewayChannel channel(ChannelKind kind) {
    return GatewayChannel.open(
        new GatewaySettings(
            kind,
            new AllowedHosts(Set.of("127.0.0.1"), true),
            new GatewayCall(
                "POST",
                gateway.url("/send"),
                Map.of(),
                GatewayCall.Body.Json.of("{\"to\":\"{to}\",\"id\":\"{id}\",\"text\":\"{text}\"}")),
            Map.of(),
            new AnswerRules(
                Optional.empty(), Set.of(), Set.of(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            true,
            Map.of(),
            Duration.ofSeconds(5)));
  }

  private static Notice drill(String key, ChannelKind... channels) {
    Notice real = TestNotices.notice("a/1", channels);
    return new Notice(
        new NoticeKey(key),
        real.owner(),
        real.recipient(),
        real.channels(),
        real.message(),
        true,
        real.notBefore(),
        real.expires());
  }

  private void settled(String... keys) throws Exception {
    List<NoticeKey> all = List.of(keys).stream().map(NoticeKey::new).toList();
    Await.until(
        "all are settled",
        () ->
            notices.find(all).size() == all.size()
                && notices.find(all).values().stream().allMatch(each -> each.state().isSettled()));
  }

  private NoticeStatus status(String key) {
    return notices.find(new NoticeKey(key)).orElseThrow();
  }

  @Test
  void theGatewayHearsOfTheRealOnesAlone() throws Exception {
    List<Notice> drills =
        IntStream.range(0, 50)
            .mapToObj(i ->
                i % 2 == 0
                    ? drill(DRILL + i, ChannelKind.SMS, ChannelKind.IN_APP)
                    : drill(DRILL + i, ChannelKind.IN_APP, ChannelKind.SMS))
            .toList();
    notices.enqueueAll(drills);
    notices.enqueueAll(List.of(TestNotices.notice("real/1", ChannelKind.SMS)));
    notices.start();
    settled(drills.stream().map(each -> each.key().text()).toArray(String[]::new));
    settled("real/1");

    assertThat(received).singleElement().asString().contains(TestNotices.NUMBER);
    assertThat(opened).as("contacts opened").hasValue(1);
    assertThat(notices.count())
        .isEqualTo(Map.of(NoticeState.STOPPED, 50L, NoticeState.DELIVERED, 1L));
    assertThat(status(DRILL + 1))
        .extracting(NoticeStatus::code, NoticeStatus::tries)
        .containsExactly("drill", 0);
    assertThat(notices.attempts(new NoticeKey(DRILL + 1))).isEmpty();
  }

  @Test
  void drillsEndAlsoWhereNoChannelIs() throws Exception {
    try (Notices bare = fixture.open(database.database())) {
      bare.enqueueAll(
          List.of(drill(DRILL + 1, ChannelKind.EMAIL), drill(DRILL + 2, ChannelKind.SMS)));
      assertThat(bare.takeDrills(1)).isOne();
      assertThat(bare.count()).isEqualTo(Map.of(NoticeState.STOPPED, 1L, NoticeState.WAITING, 1L));
      bare.start();
      settled(DRILL + 1, DRILL + 2);
    }
    assertThat(notices.count()).isEqualTo(Map.of(NoticeState.STOPPED, 2L));
  }

  @Test
  void aDrillThatIsTooLateOrCannotBeSaidShowsIt() {
    notices.enqueueAll(
        List.of(drill(DRILL + 1, ChannelKind.SMS), drill(DRILL + 2, ChannelKind.SMS)));
    execute("update notices.notice set template = 'away' where key = '" + DRILL + "1'");
    execute(
        "update notices.notice set expires_at = timestamptz '2026-03-01Z' where key = '"
            + DRILL
            + "2'");
    assertThat(notices.takeDrills(10)).isEqualTo(2);
    assertThat(status(DRILL + 1))
        .extracting(NoticeStatus::state, NoticeStatus::code)
        .containsExactly(NoticeState.FAILED, "no-such-text");
    assertThat(status(DRILL + 2).state()).isEqualTo(NoticeState.EXPIRED);
  }

  @Test
  void nameAndMarkGoTogether() {
    assertThatThrownBy(() -> TestNotices.notice(DRILL + 1, ChannelKind.SMS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("marked as one");
    assertThatThrownBy(() -> drill("incident/inc-000001/told/1", ChannelKind.SMS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("real incident");
  }

  @Test
  void theTableItselfRefusesWhatWouldSendADrill() {
    notices.enqueueAll(
        List.of(drill(DRILL + 1, ChannelKind.SMS), TestNotices.notice("real/1", ChannelKind.SMS)));
    assertRefused("set state = 'sending' where drill", "drills_are_not_sent");
    assertRefused("set state = 'delivered' where drill", "drills_are_not_sent");
    assertRefused("set tries = 1 where drill", "drills_are_not_sent");
    assertRefused("set drill = false where drill", "do not change");
    assertRefused("set drill = true where not drill", "do not change");
    assertRefused("set key = 'real/2' where drill", "do not change");
    execute("alter table notices.notice disable trigger notice_stays");
    try {
      assertRefused("set drill = false where drill", "drills_are_marked");
      assertRefused("set owner = 'incident/inc-000001' where drill", "drills_are_marked");
    } finally {
      execute("alter table notices.notice enable trigger notice_stays");
    }
  }

  private static void assertRefused(String change, String why) {
    assertThatThrownBy(() -> execute("update notices.notice " + change)).hasMessageContaining(why);
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  @Test
  void aChannelThatWereGivenADrillRefusesItUnopened() {
    Work work =
        new Work(
            new NoticeKey(DRILL + 1).id(),
            NoticeState.WAITING,
            new Recipient.Person(new UUID(1, 1)),
            List.of(ChannelKind.SMS),
            TestNotices.received(),
            Optional.empty(),
            true,
            TestNotices.START,
            TestNotices.START.plus(Duration.ofDays(1)),
            0,
            0,
            false,
            Optional.empty(),
            Optional.empty(),
            Course.NONE,
            new UUID(2, 2));
    try (Line line = new Line(channel(ChannelKind.SMS), fixture.line())) {
      Delivery delivery =
          new Delivery(
              new OutboxStore(database.jdbi()),
              line,
              new Course(fixture.line(), new java.security.SecureRandom()),
              new Delivery.Opening(
                  TestNotices.texts(),
                  (_, _, _) -> {
                    opened.incrementAndGet();
                    return new ContactSource.None();
                  },
                  fixture.sealer()),
              Duration.ofSeconds(30),
              fixture.clock());
      assertThatThrownBy(() -> delivery.run(work)).isInstanceOf(DrillRefused.class);
    }
    assertThat(opened).hasValue(0);
    assertThat(received).isEmpty();
  }

  @Test
  void nothingThatASenderTakesCanBeMadeOfADrillEvenWithARealNumber() {
    try (Contact planted = Contact.of(TestNotices.NUMBER.toCharArray())) {
      Message message = TestNotices.received();
      assertThatThrownBy(() ->
              Outgoing.of(
                  new DeliveryId(new NoticeKey("a/1").id(), 0),
                  new Outgoing.Addressee(
                      new Recipient.Person(new UUID(1, 1)), Optional.of(planted)),
                  message,
                  TestNotices.texts().render(message, Optional.empty(), ChannelKind.SMS),
                  TestNotices.START,
                  true))
          .isInstanceOf(DrillRefused.class)
          .hasMessageNotContaining(TestNotices.NUMBER);
    }
  }

  @Test
  void aGatewayThatClaimsToHaveDeliveredADrillContradicts() {
    notices.enqueueAll(List.of(drill(DRILL + 1, ChannelKind.SMS)));
    assertThat(notices.hear(word(LateWord.Verdict.ARRIVED))).isEqualTo(Heard.CONTRADICTS);
    assertThat(notices.hear(word(LateWord.Verdict.RETURNED))).isEqualTo(Heard.IGNORED);
    assertThat(status(DRILL + 1).contradicted()).isTrue();
    assertThat(status(DRILL + 1).state()).isEqualTo(NoticeState.WAITING);
  }

  private static LateWord word(LateWord.Verdict verdict) {
    return new LateWord(
        new LateWord.About.Ours(new DeliveryId(new NoticeKey(DRILL + 1).id(), 0)),
        verdict,
        new ResultCode("told"));
  }
}
