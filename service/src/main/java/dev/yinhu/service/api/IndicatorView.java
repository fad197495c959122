package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.breachresponse.incident.CorrectiveAction;
import dev.yinhu.breachresponse.indicator.ActionCounts;
import dev.yinhu.breachresponse.indicator.DutyCounts;
import dev.yinhu.breachresponse.indicator.Group;
import dev.yinhu.breachresponse.indicator.Indicators;
import dev.yinhu.breachresponse.indicator.Step;
import dev.yinhu.breachresponse.indicator.Timed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of incidents as they are shown.
 *
 * @param from of incidents detected from then on
 * @param to and before then
 */
public record IndicatorView(
    String from,
    String to,
    boolean whole,
    Figures incidents,
    Figures drills,
    @JsonProperty("overdue_corrective_actions") List<Overdue> overdue) {

  /** Of a group. */
  public record Figures(
      int count,
      int open,
      Map<String, Took> seconds,
      DutyFigures duties,
      @JsonProperty("corrective_actions") ActionFigures actions) {}

  /** A step's median, null when nobody came so far, and of how many. */
  public record Took(@JsonInclude @Nullable Long median, int of) {}

  /** Duties; the share is null when none was due. */
  public record DutyFigures(
      @JsonProperty("in_time") int inTime,
      int late,
      int running,
      @JsonInclude @Nullable Double share) {}

  /** Corrective actions. */
  public record ActionFigures(int open, int overdue, int register, int rule, int other) {}

  /** An action whose last day is over. */
  public record Overdue(String incident, long id, String title, String owner, String due) {}

  /** Of what was computed. */
  public static IndicatorView of(Indicators of) {
    return new IndicatorView(
        of.from().toString(),
        of.to().toString(),
        of.whole(),
        figures(of.incidents()),
        figures(of.drills()),
        of.overdue().stream().map(IndicatorView::overdue).toList());
  }

  private static Figures figures(Group of) {
    Map<String, Took> seconds = new LinkedHashMap<>();
    for (Step step : Step.values()) {
      Timed timed = of.steps().get(step);
      if (timed != null) {
        seconds.put(step.wireName(), took(timed));
      }
    }
    return new Figures(of.count(), of.open(), seconds, duties(of.duties()), actions(of.actions()));
  }

  private static Took took(Timed of) {
    return new Took(of.median().isPresent() ? of.median().getAsLong() : null, of.of());
  }

  private static DutyFigures duties(DutyCounts of) {
    return new DutyFigures(
        of.inTime(),
        of.late(),
        of.running(),
        of.share().isPresent() ? of.share().getAsDouble() : null);
  }

  private static ActionFigures actions(ActionCounts of) {
    return new ActionFigures(of.open(), of.overdue(), of.register(), of.rule(), of.other());
  }

  private static Overdue overdue(CorrectiveAction of) {
    return new Overdue(
        of.incident().toString(), of.id(), of.title(), of.owner(), of.due().toString());
  }
}
