package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.register.SourceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a regulator asks, in order.
 *
 * @param key its name
 * @param title what people read
 * @param source from where the fields are known
 * @param status how well
 * @param fields each with a key of its own
 */
public record Form(
    String key, Wording title, String source, SourceStatus status, List<FormField> fields) {
  /** Copies the list. */
  public Form {
    fields = List.copyOf(fields);
  }

  /** The field of that key. */
  Optional<FormField> field(String wanted) {
    return fields.stream().filter(each -> each.key().equals(wanted)).findFirst();
  }

  /** The keys that must be answered in such a report and are not. */
  List<String> missing(ReportKind kind, Map<String, Answer> answers) {
    return fields.stream()
        .filter(each -> each.needed().in(kind) && !answers.containsKey(each.key()))
        .map(FormField::key)
        .toList();
  }
}
