package dev.yinhu.piiscanner.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.piiscanner.report.Items;
import dev.yinhu.piiscanner.report.ReportItem;
import dev.yinhu.piiscanner.report.gate.Baseline;
import dev.yinhu.piiscanner.report.gate.Sifted;
import dev.yinhu.piiscanner.report.gate.Suppression;
import dev.yinhu.register.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SarifReportTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

  @Test
  void theLogIsValidByTheSchemaOfSarif() throws IOException {
    assertThat(schema().validate(log(sifted()), InputFormat.JSON)).isEmpty();
    assertThat(
            schema()
                .validate(
                    log(Sifted.of(List.of(), Baseline.EMPTY, List.of(), TODAY)), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void theSchemaRefusesALogThatIsNoSarif() throws IOException {
    String wrong = log(sifted()).replace("\"ruleId\"", "\"rule\"");

    assertThat(schema().validate(wrong, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void anItemOfAFileHasItsRegionAndItsKeyedFingerprint() throws IOException {
    JsonNode run = JsonMapper.builder().build().readTree(log(sifted())).at("/runs/0");
    JsonNode last = run.get("results").get(run.get("results").size() - 1);

    assertThat(last.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("%E6%97%A5%E5%BF%97/a%20b%3A1.log");
    assertThat(URI.create(last.at("/locations/0/physicalLocation/artifactLocation/uri").asText()))
        .hasNoFragment();
    assertThat(last.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(3);
    assertThat(last.at("/partialFingerprints/yinhuKeyed~1v1").asText())
        .isEqualTo("file-fingerprint-0001");
    assertThat(last.get("baselineState").asText()).isEqualTo("unchanged");
    assertThat(run.at("/tool/driver/rules/" + last.get("ruleIndex").asInt() + "/id").asText())
        .isEqualTo("CN_MOBILE");
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .contains("no-permission", "shop | secrets");
  }

  @Test
  void anItemThatSomebodyAnswersForIsSuppressedWithTheReason() throws IOException {
    JsonNode results = JsonMapper.builder().build().readTree(log(sifted())).at("/runs/0/results");

    assertThat(results.get(0).at("/suppressions/0/justification").asText())
        .isEqualTo("test data (wang, until 2026-12-31)");
    assertThat(results.get(1).get("suppressions")).isEmpty();
  }

  private static Sifted sifted() {
    List<ReportItem> items = Items.items();
    return Sifted.of(
        items,
        new Baseline(Set.of(items.getLast().key())),
        List.of(
            new Suppression(
                items.getFirst().key(), "wang", "test data", LocalDate.parse("2026-12-31"), 1)),
        TODAY);
  }

  private static String log(Sifted sifted) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SarifReport("0.1.0", Items.levels(), Words.shipped(), type -> Label.same(type.name()))
        .write(sifted, Items.judgements().inventory().unread(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Schema schema() throws IOException {
    try (InputStream in = SarifReportTest.class.getResourceAsStream("sarif-2.1.0-rtm.5.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(text);
    }
  }

  @Test
  void aPathThatLooksLikeAHostStaysARelativeReference() {
    assertThat(URI.create(RelativeUri.of("//etc/passwd")).getHost()).isNull();
    assertThat(URI.create(RelativeUri.of("c:\\x")).getScheme()).isNull();
    assertThat(HeldAt.whole("a", "b").text()).isEqualTo("a | b");
  }
}
