package dev.yinhu.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.LateWord.About;
import dev.yinhu.notices.LateWord.Verdict;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateWordTest {
  private static TestDatabase database;
  private static final NoticeKey KEY = new NoticeKey("a/1");

  private final TestNotices fixture = new TestNotices();
  private final LedgerChannel sms = new LedgerChannel(ChannelKind.SMS);
  private final LedgerChannel email = new LedgerChannel(ChannelKind.EMAIL);
  private Notices notices;

  @BeforeAll
  static void makeDatabase() {
    database = TestNotices.database();
  }

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  @BeforeEach
  void open() {
    database.jdbi().useHandle(handle -> handle.execute("truncate notices.notice cascade"));
    notices = fixture.open(database.database(), sms, email);
  }

  @AfterEach
  void close() {
    notices.close();
  }

  private void sent(NoticeState until, Outcome... answers) throws Exception {
    sms.answers(answers);
    notices.enqueueAll(List.of(TestNotices.notice("a/1", ChannelKind.SMS, ChannelKind.EMAIL)));
    notices.start();
    Await.until("it is " + until, () -> state() == until);
  }

  private NoticeState state() {
    return notices.find(KEY).orElseThrow().state();
  }

  private Heard hear(Verdict verdict) {
    return notices.hear(
        new LateWord(new About.Ours(new DeliveryId(KEY.id(), 0)), verdict, new ResultCode("told")));
  }

  private static Outcome taken() {
    return new Outcome.Accepted(Optional.of("g-1"), Duration.ofHours(1));
  }

  @Test
  void theSameWordTwiceActsOnce() throws Exception {
    sent(NoticeState.ACCEPTED, taken());
    LateWord word =
        new LateWord(
            new About.Theirs(ChannelKind.SMS, "g-1"), Verdict.ARRIVED, new ResultCode("told"));
    assertThat(notices.hear(word)).isEqualTo(Heard.APPLIED);
    assertThat(notices.hear(word)).isEqualTo(Heard.REPEATED);
    assertThat(state()).isEqualTo(NoticeState.DELIVERED);
  }

  @Test
  void whatIsReturnedLaterGoesByTheNextChannelOnce() throws Exception {
    sent(NoticeState.ACCEPTED, taken());
    assertThat(hear(Verdict.RETURNED)).isEqualTo(Heard.APPLIED);
    assertThat(hear(Verdict.RETURNED)).isEqualTo(Heard.REPEATED);
    Await.until("it goes by mail", () -> state() == NoticeState.DELIVERED);
    assertThat(email.said()).hasSize(1);
  }

  @Test
  void aWordAfterATimeOutIsHonoured() throws Exception {
    sent(NoticeState.FAILED, LedgerChannel.UNCLEAR, LedgerChannel.UNCLEAR, LedgerChannel.UNCLEAR);
    assertThat(hear(Verdict.ARRIVED)).isEqualTo(Heard.APPLIED);
    assertThat(state()).isEqualTo(NoticeState.DELIVERED);
    assertThat(email.said()).isEmpty();
  }

  @Test
  void aContradictionIsKeptAndTold() throws Exception {
    sent(NoticeState.DELIVERED);
    assertThat(hear(Verdict.RETURNED)).isEqualTo(Heard.CONTRADICTS);
    NoticeStatus status = notices.find(KEY).orElseThrow();
    assertThat(status.state()).isEqualTo(NoticeState.DELIVERED);
    assertThat(status.contradicted()).isTrue();
  }

  @Test
  void aMailThatTheServerTookMayStillBounce() throws Exception {
    sent(NoticeState.DELIVERED, LedgerChannel.TAKEN);
    assertThat(hear(Verdict.RETURNED)).isEqualTo(Heard.APPLIED);
    Await.until("it goes by the next", () -> email.said().size() == 1);
  }

  @Test
  void nobodyKnowsAnUnknownNotice() {
    assertThat(hear(Verdict.ARRIVED)).isEqualTo(Heard.UNKNOWN);
    assertThat(
            notices.hear(
                new LateWord(
                    new About.Theirs(ChannelKind.SMS, "g-9"),
                    Verdict.ARRIVED,
                    new ResultCode("told"))))
        .isEqualTo(Heard.UNKNOWN);
  }
}
