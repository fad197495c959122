package dev.yinhu.piiscanner.appraisal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.report.gate.Sifted;
import dev.yinhu.piiscanner.report.gate.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tells what became of a gate. Stateless. */
final class GateOutput {
  private GateOutput() {}

  /** As an object. */
  static void json(Appraisal appraisal, JsonGenerator json) throws IOException {
    Sifted sifted = appraisal.sifted();
    json.writeStartObject();
    json.writeBooleanField("closed", appraisal.closed());
    json.writeNumberField("items", sifted.items().size());
    json.writeNumberField("known", sifted.items().stream().filter(Sifted.Item::known).count());
    json.writeNumberField(
        "suppressed",
        sifted.items().stream().filter(item -> item.suppressedBy().isPresent()).count());
    json.writeNumberField("failing", appraisal.failing().size());
    suppressions("expired", sifted.expired(), json);
    suppressions("idle", sifted.idle(), json);
    json.writeEndObject();
  }

  private static void suppressions(String name, List<Suppression> all, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Suppression one : all) {
      json.writeStartObject();
      json.writeNumberField("line", one.line());
      json.writeStringField("owner", one.owner());
      json.writeStringField("expires", one.expires().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** As lines for somebody who reads the log of a run. */
  static List<String> notices(Appraisal appraisal) {
    Sifted sifted = appraisal.sifted();
    List<String> notices = new ArrayList<>();
    for (Suppression one : sifted.expired()) {
      notices.add(
          "the suppression in line %d (%s) ran out on %s: its finding counts again"
              .formatted(one.line(), one.owner(), one.expires()));
    }
    for (Suppression one : sifted.idle()) {
      notices.add(
          "the suppression in line %d (%s) fits nothing: remove it"
              .formatted(one.line(), one.owner()));
    }
    if (appraisal.closed()) {
      notices.add(
          "the gate is closed by %,d of %,d findings"
              .formatted(appraisal.failing().size(), sifted.items().size()));
    }
    return notices;
  }
}
