package dev.yinhu.piiscanner.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.report.html.Language;
import dev.yinhu.piiscanner.source.Form;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Place;
import dev.yinhu.register.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private static Found found(String source, String type, Place place) {
    return new Found(source, place, new PiiType(type), 11, 0.95, new Sample("13****678", "00ff"));
  }

  private String told(ReportWriter writer) throws IOException {
    var tally = new Tally();
    List<Found> findings =
        List.of(
            found("a.log", "CN_MOBILE", new Place.InText(3, 5)),
            found("a.log", "CN_MOBILE", new Place.InText(4, 1)),
            found("b.csv", "EMAIL", new Place.InCell(2, 1, "邮箱", 0)),
            found("c.json", "CN_MOBILE", new Place.InTree("$.a", 1, 0)));
    List<Happening> happenings =
        List.of(
            new WasRead("a.log", Form.TEXT, "UTF-8", 2048, 1),
            new WasSkipped("d.pdf", Happening.Why.DOCUMENT),
            new WentWrong("e.gz", Happening.Wrong.TRUNCATED, ""));
    for (Found one : findings) {
      tally.found(one);
      writer.found(one);
    }
    for (Happening one : happenings) {
      tally.happened(one);
      writer.happened(one);
    }
    writer.end(tally.summary());
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theJsonReportIsOneObject() throws IOException {
    var report = JSON.readTree(told(new JsonReport(bytes)));

    assertThat(report.path("findings")).hasSize(4);
    assertThat(report.path("findings").path(2).path("name").asText()).isEqualTo("邮箱");
    assertThat(report.path("troubles").path(0).path("problem").asText()).isEqualTo("truncated");
    assertThat(report.path("summary").path("unseen").asInt()).isEqualTo(1);
    assertThat(report.at("/summary/types/CN_MOBILE/count").asInt()).isEqualTo(3);
    assertThat(report.at("/summary/types/CN_MOBILE/sources").asInt()).isEqualTo(2);
  }

  @Test
  void theJsonlReportIsOneObjectALine() throws IOException {
    List<String> lines = told(new JsonlReport(bytes)).lines().toList();

    assertThat(lines).hasSize(8);
    for (String line : lines) {
      assertThat(JSON.readTree(line).path("kind").asText()).isNotEmpty();
    }
    assertThat(lines.getLast()).contains("\"kind\":\"summary\"", "\"found\":4");
  }

  private TextReport text(Language language) {
    return new TextReport(
        new PrintStream(bytes, false, StandardCharsets.UTF_8),
        language,
        type -> new Label("手机", "mobile phone"));
  }

  @Test
  void theTextReportSpeaksOneLanguageWhenAsked() throws IOException {
    assertThat(told(text(Language.ZH))).contains("类型", "可信度").doesNotContain("Type", "phone");
    bytes.reset();
    assertThat(told(text(Language.EN)))
        .contains("Type", "Confidence", "mobile phone", "files read")
        .doesNotContain("类型", "可信度", "手机", "文件", "问题");
  }

  @Test
  void theTextReportTellsTypesFilesAndWhatWasNotSeen() throws IOException {
    String text = told(text(Language.BOTH));

    assertThat(text).contains("CN_MOBILE 手机", "mobile phone", "类型 · Type");
    assertThat(text)
        .contains("CN_MOBILE", "13****678", "a.log:3:5", "2.0 KiB")
        .contains("needs pii-scanner-documents", "d.pdf", "e.gz ends too early", "not complete");
  }
}
