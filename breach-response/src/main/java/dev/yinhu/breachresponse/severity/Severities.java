package dev.yinhu.breachresponse.severity;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How grave incidents are. Every assessment is an act and is kept; when the scope changes, the last
 * judgement is held against the new figures and makes another one. Blocks; thread-safe.
 */
public final class Severities {
  private final AssessmentStore store;
  private final Acts acts;
  private final SeverityTables tables;

  /**
   * @param jdbi with the schema {@code breach} migrated
   * @param tables by which assessments are made from now on
   */
  public Severities(Jdbi jdbi, Acts acts, SeverityTables tables) {
    this.store = new AssessmentStore(jdbi);
    this.acts = acts;
    this.tables = tables;
  }

  /** The tables that assessments are made by. */
  public SeverityTables tables() {
    return tables;
  }

  /**
   * What an assessment would say; nothing is kept.
   *
   * @throws ActRefused {@code severity-input} when the judgement names what the tables do not know
   */
  public Severity preview(Judgement judgement, Counts counts) {
    try {
      return Severity.of(tables, judgement, counts);
    } catch (IllegalArgumentException e) {
      throw new ActRefused("severity-input", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Assesses an incident.
   *
   * @param counts of its scope, or stated by hand
   * @param estimate the estimate these are from; empty when stated by hand
   * @throws ActRefused {@code severity-input} as {@link #preview}
   */
  public Assessment assess(
      IncidentId incident, Judgement judgement, Counts counts, OptionalLong estimate, Order order) {
    Severity severity = preview(judgement, counts);
    return acts.perform(
        act("severity-assess", incident, severity, counts),
        order,
        (handle, now) -> kept(handle, incident, now, order, judgement, counts, estimate, severity));
  }

  /**
   * Holds the last judgement against new figures; to be called after each estimate of a scope.
   *
   * @return the new assessment; empty when nobody has judged the incident yet
   */
  public Optional<Assessment> recount(
      IncidentId incident, Counts counts, long estimate, Order order) {
    return store
        .latest(incident)
        .map(last -> {
          Severity severity = preview(last.judgement(), counts);
          return acts.perform(
              act("severity-recount", incident, severity, counts),
              order,
              (handle, now) ->
                  kept(
                      handle,
                      incident,
                      now,
                      order,
                      last.judgement(),
                      counts,
                      OptionalLong.of(estimate),
                      severity));
        });
  }

  /** The assessment that holds; empty when there is none yet. */
  public Optional<Assessment> latest(IncidentId incident) {
    return store.latest(incident);
  }

  /** Every assessment, the first first. */
  public List<Assessment> all(IncidentId incident) {
    return store.all(incident);
  }

  private Assessment kept(
      Handle handle,
      IncidentId incident,
      Instant now,
      Order order,
      Judgement judgement,
      Counts counts,
      OptionalLong estimate,
      Severity severity) {
    var content = new AssessmentJson.Content(judgement, counts, severity, tables.digest());
    long number = AssessmentStore.add(handle, incident, now, order.actor(), estimate, content);
    return new Assessment(
        number,
        incident,
        now,
        order.actor(),
        judgement,
        counts,
        estimate,
        severity,
        tables.digest());
  }

  private static Acts.Act act(String code, IncidentId incident, Severity severity, Counts counts) {
    Map<String, String> details = new HashMap<>();
    details.put("se", severity.enisa().se().toPlainString());
    details.put("band", severity.enisa().band());
    severity.cacLevel().ifPresent(level -> details.put("cac_level", level));
    details.put("persons", Long.toString(counts.persons()));
    details.put("records", Long.toString(counts.records()));
    return new Acts.Act(incident, code, details);
  }
}
