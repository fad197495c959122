package dev.yinhu.piiscanner.appraisal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.piiscanner.report.JudgementsText;
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

/**
 * Writes what a scan was held against, in each format; streams stay open. For one run, by one
 * thread.
 */
public final class AppraisalOutput {
  private final Appraiser appraiser;
  private final About about;
  private final TypeCatalogue catalogue = TypeCatalogue.standard();
  private final Words words = Words.shipped();
  private final Scoring scoring;

  /**
   * What a report says of itself.
   *
   * @param language in which people are told
   * @param comparable whether fingerprints are under a key that stays, and so fit another run's
   * @param version of the scanner
   */
  public record About(Language language, boolean comparable, String version) {}

  /**
   * A writer of what this appraiser gives.
   *
   * @param about what the reports say of themselves
   */
  public AppraisalOutput(Appraiser appraiser, About about) {
    this.appraiser = appraiser;
    this.about = about;
    this.scoring = new Scoring(appraiser.levels(), words);
  }

  /** In which language people are told. */
  public Language language() {
    return about.language();
  }

  /** What people call a type. */
  public Label label(PiiType type) {
    return catalogue.label(type);
  }

  /** Behind a text report. */
  public void text(Appraisal appraisal, PrintStream out) {
    var text = new JudgementsText(scoring, words, about.language());
    appraisal.judgements().ifPresent(judgements -> text.write(judgements, out));
    appraisal.changes().ifPresent(changes -> text.changes(changes, out));
  }

  /** Into an object that has begun: inventory, necessity, changes, gate. */
  public void json(Appraisal appraisal, JsonGenerator json) throws IOException {
    json.writeBooleanField("fingerprints_comparable", about.comparable());
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
    GateOutput.json(appraisal, json);
  }

  /** A whole SARIF log. */
  public void sarif(Appraisal appraisal, PrintStream out) throws IOException {
    var stream = new BufferedOutputStream(out);
    new SarifReport(about.version(), appraiser.levels(), words, catalogue::label)
        .write(appraisal.sifted(), appraisal.inventory().unread(), stream);
    stream.write('\n');
    stream.flush();
  }

  /** A whole HTML document; without a register nothing is declared, and it says so. */
  public void html(Appraisal appraisal, PrintStream out) throws IOException {
    Judgements judgements =
        appraisal.judgements().orElseGet(() -> appraiser.undeclared(appraisal.inventory()));
    var content =
        new HtmlReport.Content(
            judgements,
            appraiser.register().map(DeclaredRegister::version).orElse("没有给出 none was given"),
            appraisal.changes(),
            appraiser.judging().legalSet());
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    new HtmlReport(scoring, words, catalogue::label, about.language()).write(content, writer);
    writer.flush();
  }

  /** What somebody who reads the log of a run has to know: one line each, without values. */
  public List<String> notices(Appraisal appraisal) {
    return GateOutput.notices(appraisal);
  }
}
