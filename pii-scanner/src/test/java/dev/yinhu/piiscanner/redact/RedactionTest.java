package dev.yinhu.piiscanner.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.redact.Redacted.Replaced;
import dev.yinhu.piiscanner.redact.Replacement.Written;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class RedactionTest {
  private static final PiiEngine ENGINE =
      PiiEngine.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));
  private static final String MOBILE = "13688887777";

  private static Redaction by(Replacement replacement) {
    return new Redaction(ENGINE, _ -> true, replacement);
  }

  @Test
  void whatStandsBetweenFindingsStaysAndPlacesAreTold() {
    Redacted redacted =
        by(Replacement.byType()).text("😀打" + MOBILE + "或" + MOBILE + "。", Hints.NONE);

    assertThat(redacted.text()).isEqualTo("😀打[CN_MOBILE]或[CN_MOBILE]。");
    assertThat(redacted.replaced())
        .extracting(Replaced::start, Replaced::end, Replaced::newStart, Replaced::newEnd)
        .containsExactly(tuple(2, 13, 2, 13), tuple(14, 25, 14, 25));
    assertThat(redacted).asString().doesNotContain(MOBILE);
  }

  @Test
  void spansAreThoseOfTheOriginalNotOfTheFoldedText() {
    Redacted redacted = by(Replacement.byType()).text("打１３６\u200b８８８８７７７７！", Hints.NONE);

    assertThat(redacted.text()).isEqualTo("打[CN_MOBILE]！");
  }

  @Test
  void onlyWhatIsWantedIsReplaced() {
    String text = "打" + MOBILE;

    assertThat(new Redaction(ENGINE, _ -> false, Replacement.byType()).text(text, Hints.NONE))
        .isEqualTo(new Redacted(text, List.of()));
  }

  @Test
  void aDocumentIsReplacedInOneGoAndStaysJson() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Replacement counting =
        values -> {
          asked.incrementAndGet();
          return values.stream().map(_ -> new Written("\"\\\n")).toList();
        };
    String json =
        """
        { "phone" : %s , "%s":["\\u6253%s", "x\\"y"],  "n": 12.50 }
        """
            .formatted(MOBILE, MOBILE, MOBILE);

    Redacted redacted = new JsonText(by(counting)).redact(json).orElseThrow();

    assertThat(asked).hasValue(1);
    assertThat(redacted.replaced()).hasSize(3);
    assertThat(redacted.text()).contains("12.50 }\n", "\"x\\\"y\"").doesNotContain(MOBILE);
    var tree = new ObjectMapper().readTree(redacted.text());
    assertThat(tree.path("phone").asText()).isEqualTo("\"\\\n");
    assertThat(tree.path("\"\\\n").path(0).asText()).isEqualTo("打\"\\\n");
    Replaced last = redacted.replaced().getLast();
    assertThat(json.substring(last.start(), last.end())).isEqualTo("\"\\u6253" + MOBILE + "\"");
    assertThat(redacted.text().substring(last.newStart(), last.newEnd()))
        .isEqualTo("\"打\\\"\\\\\\n\"");
  }

  @Test
  void whatIsNoJsonIsNotGuessedAt() {
    assertThat(new JsonText(by(Replacement.byType())).redact("{\"a\": ")).isEmpty();
    assertThat(new JsonText(by(Replacement.byType())).redact("{\"a\": 1")).isEmpty();
  }

  @Test
  void aReplacementThatLosesAValueStopsEverything() {
    assertThatThrownBy(() -> by(_ -> List.of()).text("打" + MOBILE, Hints.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(MOBILE);
  }

  /** HMAC-SHA-256 by another implementation (Python's {@code hmac}). */
  @Test
  void theHashIsTheKeyedOneOfTypeAndValue() {
    KeyedHash hash = new KeyedHash(new SecretKeySpec(new byte[32], "HmacSHA256"));

    assertThat(by(hash).text("打" + MOBILE, Hints.NONE).text())
        .isEqualTo("打CN_MOBILE:3c5a231bc4d55e5fc562449691932d34");
  }
}
