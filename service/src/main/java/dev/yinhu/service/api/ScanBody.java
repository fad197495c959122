package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.service.http.InvalidMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/scan/text}. */
record ScanBody(
    String text,
    @Nullable List<String> names,
    @Nullable List<String> types,
    @JsonProperty("min_confidence") @Nullable Double minConfidence,
    @Nullable Boolean trace)
    implements ScanWish {
  ScanBody {
    InvalidMember.required(text, "text");
    names = ScanWish.names(names);
    types = ScanWish.types(types);
    ScanWish.checkConfidence(minConfidence);
  }

  /** What is known of the text. */
  Hints hints() {
    return ScanWish.hints(names);
  }

  boolean traced() {
    return Boolean.TRUE.equals(trace);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "ScanBody[***]";
  }
}
