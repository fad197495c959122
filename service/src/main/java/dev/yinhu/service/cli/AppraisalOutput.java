package dev.yinhu.service.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.piiscanner.report.JudgementsText;
import dev.yinhu.piiscanner.report.gate.Sifted;
import dev.yinhu.piiscanner.report.gate.Suppression;
import dev.yinhu.piiscanner.report.html.HtmlReport;
import dev.yinhu.piiscanner.report.html.Language;
import dev.yinhu.piiscanner.report.json.InventoryJson;
import dev.yinhu.piiscanner.report.json.JudgementsJson;
import dev.yinhu.piiscanner.report.sarif.SarifReport;
import dev.yinhu.register.Label;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what a scan was held against, in each format. For one run. */
final class AppraisalOutput {
  private final Appraiser appraiser;
  private final Language language;
  private final boolean comparable;
  private final TypeCatalogue catalogue = TypeCatalogue.standard();
  private final Words words = Words.shipped();
  private final Scoring scoring;

  /**
   * @param comparable whether fingerprints are under a key that stays
   */
  AppraisalOutput(Appraiser appraiser, Language language, boolean comparable) {
    this.appraiser = appraiser;
    this.language = language;
    this.comparable = comparable;
    this.scoring = new Scoring(appraiser.levels(), words);
  }

  Language language() {
    return language;
  }

  /** What people call a type. */
  Label label(PiiType type) {
    return catalogue.label(type);
  }

  /** Behind a text report. */
  void text(Appraisal appraisal, PrintStream out) {
    var text = new JudgementsText(scoring, words, language);
    appraisal.judgements().ifPresent(judgements -> text.write(judgements, out));
    appraisal.changes().ifPresent(changes -> text.changes(changes, out));
  }

  /** Into an object that has begun: inventory, necessity, changes, gate. */
  void json(Appraisal appraisal, JsonGenerator json) throws IOException {
    json.writeBooleanField("fingerprints_comparable", comparable);
    json.writeFieldName(InventoryJson.FIELD);
    InventoryJson.write(appraisal.inventory(), json);
    if (appraisal.judgements().isPresent()) {
      json.writeFieldName("necessity");
      new JudgementsJson(scoring, words)
          .write(appraisal.judgements().get(), appraisal.changes(), json);
    } else if (appraisal.changes().isPresent()) {
      JudgementsJson.drift(json, appraisal.changes().get());
    }
    json.writeFieldName("gate");
    gate(appraisal, json);
  }

  private static void gate(Appraisal appraisal, JsonGenerator json) throws IOException {
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

  /** A whole SARIF log. */
  void sarif(Appraisal appraisal, PrintStream out) throws IOException {
    var stream = new BufferedOutputStream(out);
    new SarifReport(BuildVersion.bare(), appraiser.levels(), words, catalogue::label)
        .write(appraisal.sifted(), appraisal.inventory().unread(), stream);
    stream.write('\n');
    stream.flush();
  }

  /** A whole HTML document; without a register nothing is declared, and it says so. */
  void html(Appraisal appraisal, PrintStream out) throws IOException {
    Judgements judgements =
        appraisal.judgements().orElseGet(() -> appraiser.undeclared(appraisal.inventory()));
    var content =
        new HtmlReport.Content(
            judgements,
            appraiser.register().map(ScanRegister::version).orElse("没有给出 none was given"),
            appraisal.changes(),
            appraiser.judging().legalSet());
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    new HtmlReport(scoring, words, catalogue::label, language).write(content, writer);
    writer.flush();
  }

  /** What somebody who reads standard error has to know. */
  void notices(Appraisal appraisal, ScanCommand.Format format, Console console) {
    Sifted sifted = appraisal.sifted();
    for (Suppression one : sifted.expired()) {
      console.note(
          "the suppression in line %d (%s) ran out on %s: its finding counts again"
              .formatted(one.line(), one.owner(), one.expires()));
    }
    for (Suppression one : sifted.idle()) {
      console.note(
          "the suppression in line %d (%s) fits nothing: remove it"
              .formatted(one.line(), one.owner()));
    }
    if (appraisal.closed()) {
      console.note(
          "the gate is closed by %,d of %,d findings"
              .formatted(appraisal.failing().size(), sifted.items().size()));
    }
    boolean told = format != ScanCommand.Format.TEXT && format != ScanCommand.Format.HTML;
    if (told && !comparable) {
      console.note(
          "fingerprints are under a key of this run: give --data DIR to compare them with another"
              + " run's");
    }
  }
}
