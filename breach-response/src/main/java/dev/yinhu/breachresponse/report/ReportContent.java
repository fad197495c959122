package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a version of a report tells. Its JSON and PDF follow from it and nothing else.
 *
 * @param version from 1 on, for each duty
 * @param previous SHA-256 of the version filed before, in hexadecimal
 * @param form key of its form
 * @param title the form's
 * @param addressee whom it is for
 * @param law and {@code article}: why it is filed
 * @param letterhead who files it
 * @param aware since when the clock runs
 * @param filing present once it is filed
 * @param withdrawal why it is withdrawn; present exactly for that kind
 * @param entries in the order of the form
 */
public record ReportContent(
    IncidentId incident,
    DutyName duty,
    int version,
    ReportKind kind,
    Optional<String> previous,
    String form,
    Wording title,
    Wording addressee,
    String law,
    String article,
    Letterhead letterhead,
    Instant aware,
    Optional<Filing> filing,
    Optional<String> withdrawal,
    List<ReportEntry> entries) {

  /**
   * When it was filed, and until when it was due.
   *
   * @param at when
   * @param due the last moment in time; empty when this kind of report has no clock
   * @param lateReason why it was late; present exactly when it was
   */
  public record Filing(Instant at, Optional<Instant> due, Optional<String> lateReason) {}

  /** Copies the list. */
  public ReportContent {
    entries = List.copyOf(entries);
  }

  /** The answers by key, in order. */
  public Map<String, Answer> answers() {
    Map<String, Answer> found = new LinkedHashMap<>();
    entries.forEach(each -> found.put(each.key(), each.answer()));
    return found;
  }

  /** Whether everything in it is known. */
  public boolean complete() {
    return entries.stream().allMatch(each -> each.answer() instanceof Answer.Known);
  }

  ReportContent filed(Filing how) {
    return new ReportContent(
        incident,
        duty,
        version,
        kind,
        previous,
        form,
        title,
        addressee,
        law,
        article,
        letterhead,
        aware,
        Optional.of(how),
        withdrawal,
        entries);
  }

  /** It holds free text of staff: it stands in no log message. */
  @Override
  public String toString() {
    return "ReportContent[%s, %s, %d]".formatted(incident, duty, version);
  }
}
