package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.piiscanner.redact.Redacted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A redacted text as {@code POST /v1/redact/text} answers it. */
record RedactedView(String text, List<ReplacedView> replaced) {

  /** One replacement, its places in the text that came and in the one that goes. */
  record ReplacedView(
      String type,
      int start,
      int end,
      double confidence,
      @JsonProperty("new_start") int newStart,
      @JsonProperty("new_end") int newEnd,
      @JsonProperty("key_version") @Nullable Integer keyVersion) {
    static ReplacedView of(Redacted.Replaced replaced) {
      return new ReplacedView(
          replaced.type().name(),
          replaced.start(),
          replaced.end(),
          replaced.confidence(),
          replaced.newStart(),
          replaced.newEnd(),
          replaced.keyVersion().isPresent() ? replaced.keyVersion().getAsInt() : null);
    }
  }

  static RedactedView of(Redacted redacted) {
    return new RedactedView(
        redacted.text(), redacted.replaced().stream().map(ReplacedView::of).toList());
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "RedactedView[***]";
  }
}
