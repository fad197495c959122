package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.jurisdiction.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field that differs between two versions.
 *
 * @param before empty when it was not answered
 * @param after empty when it is not answered any more
 */
public record FieldChange(
    String key, Wording label, Optional<Answer> before, Optional<Answer> after) {

  /** What changed, in the order of the later version; what it left out comes last. */
  static List<FieldChange> between(ReportContent earlier, ReportContent later) {
    Map<String, ReportEntry> before = new LinkedHashMap<>();
    earlier.entries().forEach(each -> before.put(each.key(), each));
    List<FieldChange> changes = new ArrayList<>();
    for (ReportEntry entry : later.entries()) {
      Optional<Answer> was =
          Optional.ofNullable(before.remove(entry.key())).map(ReportEntry::answer);
      if (!was.equals(Optional.of(entry.answer()))) {
        changes.add(new FieldChange(entry.key(), entry.label(), was, Optional.of(entry.answer())));
      }
    }
    before
        .values()
        .forEach(each ->
            changes.add(
                new FieldChange(
                    each.key(), each.label(), Optional.of(each.answer()), Optional.empty())));
    return changes;
  }
}
