package dev.yinhu.service.api;

import dev.yinhu.breachresponse.report.Answer;
import dev.yinhu.service.http.InvalidMember;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a report to a regulator, each known, or unknown with a reason. Values are free
 * text of staff: {@code toString} shows none.
 *
 * @param known values by field
 * @param unknown why not, by field
 */
public record ReportAnswers(
    @Nullable Map<String, String> known, @Nullable Map<String, String> unknown) {
  /**
   * @throws InvalidMember when one of them is none
   */
  public ReportAnswers {
    var _ = of(known, unknown);
  }

  /** By field; what is in both is unknown. */
  public Map<String, Answer> answers() {
    return of(known, unknown);
  }

  private static Map<String, Answer> of(
      @Nullable Map<String, String> known, @Nullable Map<String, String> unknown) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    if (known != null) {
      known.forEach((key, value) ->
          answers.put(key, new Answer.Known(InvalidMember.required(value, "known"))));
    }
    if (unknown != null) {
      unknown.forEach((key, why) ->
          answers.put(key, new Answer.Unknown(IncidentBody.reasonOf(why, "unknown"))));
    }
    return answers;
  }

  @Override
  public String toString() {
    return "ReportAnswers" + of(known, unknown).keySet();
  }
}
