package dev.yinhu.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "\u0000", "\u007F", "\uD800", "x\uDC00"})
  void badSubjectIdIsRefusedWithoutBeingRepeated(String value) {
    assertThatThrownBy(() -> new SubjectId(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "subject id is not valid: give 1 to 256 characters without control characters or"
                + " unpaired surrogates");
  }

  @Test
  void subjectIdPrintsAFixedMask() {
    assertThat(new SubjectId("u-13800138000")).hasToString("SubjectId[***]");
    assertThat(new SubjectId("用户😀").value()).isEqualTo("用户😀");
    assertThatThrownBy(() -> new SubjectId("x".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Order", "-a", ".a", "a b", "客服", "a/b"})
  void badCallersAndPurposesAreRefused(String value) {
    assertThatThrownBy(() -> new CallerName(value)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Purpose(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void callerNameHasAtMost64Characters() {
    assertThat(new CallerName("a".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new CallerName("a".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void categoryLiesUnderItsLeadingParts() {
    CategoryKey email = new CategoryKey("user.contact.email");

    assertThat(email.isWithin(new CategoryKey("user.contact"))).isTrue();
    assertThat(email.isWithin(email)).isTrue();
    assertThat(email.isWithin(new CategoryKey("user.con"))).isFalse();
    assertThat(email.parent()).contains(new CategoryKey("user.contact"));
    assertThat(new CategoryKey("user").parent()).isEmpty();
  }

  @Test
  void stricterMaskShowsLess() {
    assertThat(MaskName.PHONE.stricter(MaskName.ALL)).isEqualTo(MaskName.ALL);
    assertThat(MaskName.CARD.stricter(MaskName.EMAIL)).isEqualTo(MaskName.CARD);
  }

  @Test
  void limitsAndGrantsRefuseNothingness() {
    assertThatThrownBy(() -> new BurstLimit(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BurstLimit(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new BurstLimit(1_000, Duration.ofNanos(1_000)).count()).isEqualTo(1_000);
    assertThatThrownBy(() -> new BurstLimit(1_001, Duration.ofNanos(1_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CallerLimits(Optional.empty(), OptionalLong.of(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CallerGrant(new CallerName("a"), Set.of(), CallerLimits.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quoteStaysShortAndOnOneLine() {
    assertThat(Quote.of("a\nb\uD800")).isEqualTo("'a\uFFFDb\uFFFD'");
    assertThat(Quote.of("😀".repeat(100))).isEqualTo("'" + "😀".repeat(60) + "…'");
  }
}
