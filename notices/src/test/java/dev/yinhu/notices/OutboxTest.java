package dev.yinhu.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.ResultCode;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static TestDatabase database;

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

  private NoticeStatus settled(String key) throws Exception {
    NoticeKey wanted = new NoticeKey(key);
    Await.until(key + " is settled", () -> notices.find(wanted).orElseThrow().state().isSettled());
    return notices.find(wanted).orElseThrow();
  }

  private NoticeStatus sent(Notice notice) throws Exception {
    notices.enqueueAll(List.of(notice));
    notices.start();
    return settled(notice.key().text());
  }

  @Test
  void aNoticeIsSentWhenItsTransactionHasCommitted() throws Exception {
    notices.start();
    try (Connection transaction = database.dataSource().getConnection()) {
      transaction.setAutoCommit(false);
      assertThat(notices.enqueue(transaction, TestNotices.notice("a/1", ChannelKind.SMS))).isTrue();
      transaction.rollback();
      notices.enqueue(transaction, TestNotices.notice("a/2", ChannelKind.SMS));
      transaction.commit();
    }
    assertThat(settled("a/2").state()).isEqualTo(NoticeState.DELIVERED);
    assertThat(notices.find(new NoticeKey("a/1"))).isEmpty();
    assertThat(sms.ledger().values()).containsExactly(TestNotices.NUMBER);
    assertThat(sms.said())
        .singleElement()
        .asString()
        .contains("YH-2026-0001")
        .contains("2026年3月20日");
  }

  @Test
  void moreNoticesThanAreSentAtOnceAreAllSent() throws Exception {
    notices.enqueueAll(
        IntStream.range(0, 100)
            .mapToObj(i -> TestNotices.notice("many/" + i, ChannelKind.SMS))
            .toList());
    notices.start();
    Await.until("all are sent", () -> notices.count().equals(Map.of(NoticeState.DELIVERED, 100L)));
    assertThat(sms.said()).hasSize(100);
    assertThat(sms.ledger()).hasSize(100);
  }

  @Test
  void theSameKeyIsTheSameNoticeAndOtherContentIsRefused() {
    Notice notice = TestNotices.notice("a/1", ChannelKind.SMS);
    assertThat(notices.enqueueAll(List.of(notice, notice))).containsExactly(true, false);
    assertThatThrownBy(() -> notices.enqueueAll(List.of(TestNotices.drill(notice))))
        .isInstanceOf(KeyReused.class)
        .hasMessageContaining("a/1");
  }

  @Test
  void whatIsRefusedGoesByTheNextChannel() throws Exception {
    sms.answers(LedgerChannel.REFUSED);
    NoticeStatus status = sent(TestNotices.notice("a/1", ChannelKind.SMS, ChannelKind.EMAIL));
    assertThat(status.state()).isEqualTo(NoticeState.DELIVERED);
    assertThat(status.channel()).isEqualTo(ChannelKind.EMAIL);
    assertThat(notices.attempts(new NoticeKey("a/1")))
        .extracting(Attempt::outcome)
        .containsExactly("refused", "delivered");
  }

  @Test
  void whatIsHeldWaitsWithoutUsingUpTries() throws Exception {
    sms.hold(true);
    notices.enqueueAll(List.of(TestNotices.notice("a/1", ChannelKind.SMS)));
    notices.start();
    NoticeKey key = new NoticeKey("a/1");
    Await.until(
        "it is held", () -> notices.find(key).orElseThrow().code().equals("recipient-paused"));
    assertThat(notices.attempts(key)).isEmpty();
    sms.hold(false);
    fixture.advance(Duration.ofMinutes(10));
    assertThat(settled("a/1").state()).isEqualTo(NoticeState.DELIVERED);
    assertThat(notices.attempts(key)).extracting(Attempt::outcome).containsExactly("delivered");
  }

  @Test
  void whatIsHeldGoesByTheNextChannelUnlessItWasPerhapsSent() throws Exception {
    sms.hold(true);
    NoticeStatus status = sent(TestNotices.notice("a/1", ChannelKind.SMS, ChannelKind.EMAIL));
    assertThat(status.channel()).isEqualTo(ChannelKind.EMAIL);
    assertThat(sms.said()).isEmpty();
    sms.hold(false);
    sms.onSend(() -> sms.hold(true));
    sms.answers(LedgerChannel.UNCLEAR);
    notices.enqueueAll(List.of(TestNotices.notice("a/2", ChannelKind.SMS, ChannelKind.EMAIL)));
    NoticeKey key = new NoticeKey("a/2");
    Await.until(
        "it is held", () -> notices.find(key).orElseThrow().code().equals("recipient-paused"));
    assertThat(notices.find(key).orElseThrow().channel()).isEqualTo(ChannelKind.SMS);
    assertThat(email.said()).hasSize(1);
  }

  @Test
  void whatWasPerhapsSentNeverGoesByAnotherChannel() throws Exception {
    sms.answers(LedgerChannel.UNCLEAR, LedgerChannel.REFUSED);
    NoticeStatus status = sent(TestNotices.notice("a/1", ChannelKind.SMS, ChannelKind.EMAIL));
    assertThat(status.state()).isEqualTo(NoticeState.FAILED);
    assertThat(status.code()).isEqualTo("outcome-unknown");
    assertThat(email.said()).isEmpty();
  }

  @Test
  void afterALostAnswerTheSameIdIsSentAgain() throws Exception {
    sms.answers(LedgerChannel.UNCLEAR, LedgerChannel.LATER);
    assertThat(sent(TestNotices.notice("a/1", ChannelKind.SMS)).state())
        .isEqualTo(NoticeState.DELIVERED);
    assertThat(sms.said()).hasSize(3);
    assertThat(sms.ledger()).hasSize(1);
  }

  @Test
  void aGatewayThatKnowsIsAskedBeforeItIsSentAgain() throws Exception {
    sms.tells(new Fate.Arrived()).answers(LedgerChannel.UNCLEAR);
    assertThat(sent(TestNotices.notice("a/1", ChannelKind.SMS)).code()).isEqualTo("told");
    assertThat(sms.said()).hasSize(1);
  }

  @Test
  void whatMayNotBeRepeatedAndCannotBeAskedForStaysUnknown() throws Exception {
    sms.doesNotRepeat().answers(LedgerChannel.UNCLEAR);
    assertThat(sent(TestNotices.notice("a/1", ChannelKind.SMS)).code())
        .isEqualTo("outcome-unknown");
    assertThat(sms.said()).hasSize(1);
  }

  @Test
  void triesAreBounded() throws Exception {
    sms.answers(LedgerChannel.LATER, LedgerChannel.LATER, LedgerChannel.LATER);
    NoticeStatus status = sent(TestNotices.notice("a/1", ChannelKind.SMS));
    assertThat(status.state()).isEqualTo(NoticeState.FAILED);
    assertThat(status.code()).isEqualTo("http-503");
    assertThat(status.tries()).isEqualTo(3);
  }

  @Test
  void whatIsTooLateIsNotSent() throws Exception {
    notices.enqueueAll(List.of(TestNotices.notice("a/1", ChannelKind.SMS)));
    fixture.advance(Duration.ofDays(1));
    notices.start();
    assertThat(settled("a/1").state()).isEqualTo(NoticeState.EXPIRED);
    assertThat(sms.said()).isEmpty();
  }

  @Test
  void nobodyIsToldWithoutContactAndNobodyErased() throws Exception {
    fixture.contacts(_ -> new ContactSource.None());
    NoticeStatus none = sent(TestNotices.notice("a/1", ChannelKind.SMS, ChannelKind.EMAIL));
    assertThat(none.state()).isEqualTo(NoticeState.UNREACHABLE);
    assertThat(none.code()).isEqualTo("no-contact");
    fixture.contacts(_ -> new ContactSource.Erased());
    notices.enqueueAll(List.of(TestNotices.notice("a/2", ChannelKind.SMS)));
    assertThat(settled("a/2").code()).isEqualTo("erased");
    assertThat(sms.said()).isEmpty();
  }

  @Test
  void whenContactsCannotBeOpenedItWaits() throws Exception {
    fixture.contacts(_ -> new ContactSource.Unavailable());
    notices.enqueueAll(List.of(TestNotices.notice("a/1", ChannelKind.SMS)));
    notices.start();
    NoticeKey key = new NoticeKey("a/1");
    Await.until(
        "it was tried", () -> notices.find(key).orElseThrow().code().equals("contact-unavailable"));
    assertThat(notices.find(key).orElseThrow().state()).isEqualTo(NoticeState.WAITING);
    fixture.contacts(_ -> new ContactSource.Known(Contact.of(TestNotices.NUMBER.toCharArray())));
    fixture.advance(Duration.ofMinutes(1));
    assertThat(settled("a/1").state()).isEqualTo(NoticeState.DELIVERED);
  }

  @Test
  void aOneTimeCodeStandsSealedAndGoesWhenTheNoticeIsSettled() throws Exception {
    Notice notice = coded("a/1");
    try (Connection transaction = database.dataSource().getConnection();
        SecretCode code = SecretCode.of("482913".toCharArray())) {
      transaction.setAutoCommit(false);
      notices.enqueue(transaction, notice, code);
      transaction.commit();
      assertThat(code).hasToString("SecretCode[***]");
    }
    assertThat(everything()).doesNotContain("482913");
    notices.start();
    settled("a/1");
    assertThat(sms.said()).singleElement().asString().contains("482913");
    assertThat(everything()).doesNotContain("482913").doesNotContain(TestNotices.NUMBER);
    assertThat(sealed()).isZero();
  }

  @Test
  void aNoticeForAChannelThatNobodyHasSaysSoUntilItsTimeIsOver() throws Exception {
    notices.enqueueAll(List.of(TestNotices.notice("a/1", ChannelKind.IN_APP)));
    notices.start();

    NoticeStatus waits = notices.of(new Owner("case/1")).getFirst();
    assertThat(waits.state()).isEqualTo(NoticeState.WAITING);
    assertThat(waits.code()).isEqualTo("no-channel");
    assertThat(notices.find(waits.key())).contains(waits);
    assertThat(notices.giveUp(TestNotices.START.plus(Duration.ofDays(1)))).isZero();
    assertThat(notices.giveUp(TestNotices.START.plus(Duration.ofDays(2)))).isOne();
    assertThat(settled("a/1").state()).isEqualTo(NoticeState.EXPIRED);
    assertThat(settled("a/1").code()).isEqualTo("no-channel");
  }

  private static Notice coded(String key) {
    Notice other = TestNotices.notice(key, ChannelKind.SMS);
    return new Notice(
        other.key(),
        other.owner(),
        other.recipient(),
        other.channels(),
        new Message(
            "verification-code", 1, Language.ZH_CN, Map.of("minutes", new Parameter.Count(10))),
        false,
        other.notBefore(),
        other.expires());
  }

  private String everything() {
    return database
        .jdbi()
        .withHandle(handle ->
            String.join(
                "\n",
                handle
                    .createQuery(
                        "select n::text || convert_from(coalesce(sealed_code, ''), 'LATIN1') from"
                            + " notices.notice n union all select a::text from notices.attempt a")
                    .mapTo(String.class)
                    .list()));
  }

  private int sealed() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from notices.notice where sealed_code is not null")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void aCodeWhereNoneBelongsIsRefusedAtOnce() {
    assertThatThrownBy(() -> notices.enqueueAll(List.of(coded("a/1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one-time code");
  }

  @Test
  void whatWaitsCanBeCancelledAndWhatWasSentCannot() throws Exception {
    Notice later = TestNotices.notice("a/1", ChannelKind.SMS);
    notices.enqueueAll(List.of(later));
    assertThat(notices.cancel(later.key())).isTrue();
    assertThat(notices.cancel(later.key())).isFalse();
    assertThat(sent(TestNotices.notice("a/2", ChannelKind.SMS)).state())
        .isEqualTo(NoticeState.DELIVERED);
    assertThat(notices.cancel(new Owner("case/1"))).isZero();
    assertThat(notices.count(new Owner("case/1")))
        .isEqualTo(Map.of(NoticeState.STOPPED, 1L, NoticeState.DELIVERED, 1L));
    assertThat(notices.count()).isEqualTo(notices.count(new Owner("case/1")));
  }

  @Test
  void aSenderThatBreaksIsALostAnswerAndItsMessageIsToldNowhere() throws Exception {
    sms.onSend(() -> {
      throw new IllegalStateException("refused for " + TestNotices.NUMBER);
    });
    assertThat(sent(TestNotices.notice("a/1", ChannelKind.SMS)).code())
        .isEqualTo("outcome-unknown");
    assertThat(everything()).doesNotContain(TestNotices.NUMBER).contains("sender-failed");
  }

  @Test
  void whatAGatewayHasTakenIsAskedAboutAndAtLastNotConfirmed() throws Exception {
    sms.tells(new Fate.Underway())
        .answers(new Outcome.Accepted(Optional.of("g-1"), Duration.ofHours(1)));
    notices.enqueueAll(List.of(TestNotices.notice("a/1", ChannelKind.SMS)));
    notices.start();
    NoticeKey key = new NoticeKey("a/1");
    Await.until(
        "it is taken", () -> notices.find(key).orElseThrow().state() == NoticeState.ACCEPTED);
    fixture.advance(Duration.ofHours(1));
    assertThat(settled("a/1").code()).isEqualTo("not-confirmed");
    assertThat(sms.said()).hasSize(1);
  }

  @Test
  void whatAGatewayReturnsGoesByTheNextChannel() throws Exception {
    sms.tells(new Fate.Returned(new ResultCode("blocked")))
        .answers(new Outcome.Accepted(Optional.of("g-1"), Duration.ofHours(1)));
    notices.enqueueAll(List.of(TestNotices.notice("a/1", ChannelKind.SMS, ChannelKind.EMAIL)));
    notices.start();
    Await.until("it is taken", () -> sms.said().size() == 1);
    Await.until(
        "it is asked about",
        () -> {
          fixture.advance(Duration.ofSeconds(1));
          return notices.find(new NoticeKey("a/1")).orElseThrow().state().isSettled();
        });
    assertThat(settled("a/1").channel()).isEqualTo(ChannelKind.EMAIL);
  }

  @Test
  void settledNoticesAreForgottenInTime() throws Exception {
    sent(TestNotices.notice("a/1", ChannelKind.SMS));
    assertThat(notices.forget(TestNotices.START, 10)).isZero();
    fixture.advance(Duration.ofDays(30));
    assertThat(notices.forget(TestNotices.START.plus(Duration.ofDays(1)), 10)).isOne();
    assertThat(notices.find(new NoticeKey("a/1"))).isEmpty();
  }

  @Test
  void metersCountWhatTriesCameTo() throws Exception {
    sms.answers(LedgerChannel.LATER);
    sent(TestNotices.notice("a/1", ChannelKind.SMS));
    assertThat(notices.meters().get(ChannelKind.SMS))
        .satisfies(meters ->
            assertThat(meters.outcomes()).isEqualTo(Map.of("try-later", 1L, "delivered", 1L)));
  }
}
