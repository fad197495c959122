package dev.yinhu.subjectrights.consent;

import static dev.yinhu.subjectrights.consent.ConsentRoom.MARKETING;
import static dev.yinhu.subjectrights.consent.ConsentRoom.REGISTER;
import static dev.yinhu.subjectrights.consent.ConsentRoom.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.Purpose;
import dev.yinhu.subjectrights.RightsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsentsTest {
  private static final Consents.Order ORDER = new Consents.Order("dpo", "r-9");
  private static ConsentRoom room;

  @BeforeAll
  static void open() {
    room = new ConsentRoom();
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @Test
  void aWithdrawalStopsTheNextReadOnEveryNodeAndConsentAllowsItAgain() {
    String sealed = room.sealed("anna");
    assertThat(room.read("anna", sealed)).containsExactly("read", "read");

    room.decide("anna", Decision.WITHDRAWN, room.now);
    assertThat(room.read("anna", sealed)).containsExactly("consent-withdrawn", "consent-withdrawn");

    room.decide("anna", Decision.GIVEN, room.now);
    assertThat(room.read("anna", sealed)).containsExactly("read", "read");
  }

  @Test
  void theHistorySaysWhoSawWhichTextWhenAndTheLogHasItsHash() {
    long id = room.decide("berta", Decision.GIVEN, room.now);

    ConsentEvent event = room.second.history(room.reference("berta")).getFirst();

    assertThat(event.id()).isEqualTo(id);
    assertThat(event.shown()).contains(TEXT);
    assertThat(event.sha256()).contains(room.first.texts().getFirst().sha256());
    assertThat(event.caller()).isEqualTo("order-service");
    String entry = room.log.entry(room.log.head().size() - 1).orElseThrow().json();
    assertThat(entry)
        .contains("consent-given", event.sha256().orElseThrow(), room.reference("berta"))
        .doesNotContain("berta");
  }

  @Test
  void aTextNeverChanges() {
    assertThatThrownBy(() -> room.first.publish(TEXT, "别的文字", REGISTER, ORDER))
        .isInstanceOf(RightsException.class);
    assertThat(room.first.publish(TEXT, "我同意接收优惠信息。", REGISTER, ORDER).text())
        .isEqualTo("我同意接收优惠信息。");
    for (String sql :
        new String[] {
          "update rights.consent_text set text = 'x'",
          "delete from rights.consent_text",
          "update rights.consent_event set decision = 'given'",
          "delete from rights.consent_event"
        }) {
      room.decide("clara", Decision.GIVEN, room.now);
      assertThatThrownBy(() -> room.database.jdbi().useHandle(handle -> handle.execute(sql)))
          .hasMessageContaining("never changed");
    }
  }

  @Test
  void nothingIsRecordedForAPurposeOnAnotherGroundATextThatIsNotThereOrTheFuture() {
    Purpose other = new Purpose("deliver-order");
    NewDecision onContract =
        new NewDecision(
            other, Decision.WITHDRAWN, Optional.empty(), Optional.empty(), "x", Optional.empty());
    assertThatThrownBy(() -> room.first.decide("ref", onContract, REGISTER, ORDER))
        .isInstanceOf(RightsException.class);
    NewDecision unseen =
        new NewDecision(
            MARKETING,
            Decision.GIVEN,
            Optional.of(new TextKey(MARKETING, "en", "7")),
            Optional.empty(),
            "x",
            Optional.empty());
    assertThatThrownBy(() -> room.first.decide("ref", unseen, REGISTER, ORDER))
        .isInstanceOf(RightsException.class);
    for (Instant wrong : new Instant[] {room.now.plusSeconds(1), room.now.minusSeconds(1)}) {
      assertThatThrownBy(() -> room.decide("dora", Decision.GIVEN, wrong))
          .isInstanceOf(RightsException.class);
    }
    assertThat(room.first.history(room.reference("dora"))).isEmpty();
  }

  @Test
  void ofSomebodyUnderFourteenAGuardiansConsentCountsAndNoOther() {
    String sealed = room.sealed("mia");
    room.decide("mia", Decision.GIVEN, room.now);
    assertThat(room.read("mia", sealed)).containsExactly("read", "read");

    room.minors.add(room.reference("mia"));
    assertThat(room.read("mia", sealed)).containsOnly("consent-missing");
    assertThat(standing("mia").decision()).as("what she said herself is no consent").isEmpty();
    assertThat(room.read("ned", room.sealed("ned"))).as("others read on").containsOnly("read");

    room.decide("mia", Decision.GIVEN, room.now, DecidedBy.GUARDIAN);
    assertThat(room.read("mia", sealed)).containsExactly("read", "read");
    assertThat(standing("mia").decision()).contains(Decision.GIVEN);

    room.decide("mia", Decision.WITHDRAWN, room.now);
    assertThat(room.read("mia", sealed)).as("no is hers to say").containsOnly("consent-withdrawn");
    room.decide("mia", Decision.GIVEN, room.now);
    assertThat(room.read("mia", sealed)).as("yes is not").containsOnly("consent-withdrawn");
    assertThat(room.first.history(room.reference("mia")))
        .extracting(ConsentEvent::by)
        .containsExactly(
            DecidedBy.SUBJECT, DecidedBy.SUBJECT, DecidedBy.GUARDIAN, DecidedBy.SUBJECT);

    room.minors.clear();
    assertThat(room.read("mia", sealed)).containsExactly("read", "read");
  }

  @Test
  void whoSaidNoIsNotAskedAgainForTheQuietPeriod() {
    ConsentStanding before = standing("emma");
    assertThat(before.mayAsk()).isTrue();
    Instant refused = room.now;
    room.decide("emma", Decision.REFUSED, refused);
    Instant over = refused.plus(Duration.ofDays(30));

    assertThat(standing("emma").mayAsk()).isFalse();
    assertThat(standing("emma").quietUntil()).contains(over);
    room.now = over.minusMillis(1);
    assertThat(standing("emma").mayAsk()).isFalse();
    room.now = over;
    assertThat(standing("emma").mayAsk()).isTrue();
    room.decide("emma", Decision.GIVEN, room.now);
    assertThat(standing("emma").mayAsk()).as("who consents is not asked").isFalse();
  }

  private static ConsentStanding standing(String person) {
    String reference = room.reference(person);
    return room.second.standings(reference, room.second.history(reference), REGISTER).stream()
        .filter(one -> one.purpose().equals(MARKETING))
        .findFirst()
        .orElseThrow();
  }
}
