package dev.yinhu.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.breachresponse.drill.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws, forms, scenarios and tables of the organisation's own. */
class IncidentFilesTest {
  private static final String SINGAPORE =
      """
      jurisdiction: SG-PDPA
      duties:
        - key: authority
          to: authority
          addressee: {zh: 新加坡个人资料保护委员会, en: the Personal Data Protection Commission}
          law: Personal Data Protection Act 2012
          article: 26D
          source: counsel's note
          status: secondary
          when:
            - {persons: 500, with: [personal-information]}
          within: P3D
          form: my-form
      """;
  private static final String FORM =
      """
      form: my-form
      title: {zh: 报告, en: Report}
      source: counsel's note
      status: secondary
      fields:
        - {key: cause, label: {zh: 原因, en: Cause}, kind: text, needed: final}
      """;

  @TempDir private Path directory;

  private IncidentFiles files() {
    return new IncidentFiles(Optional.of(directory));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private static String shipped(String name) throws IOException {
    try (InputStream in = Scenario.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsAddedStandsBesideWhatIsShipped() throws IOException {
    IncidentFiles shipped = new IncidentFiles(Optional.empty());
    write("jurisdictions/sg.yaml", SINGAPORE);
    write("forms/mine.yaml", FORM);
    write("scenarios/mine.yaml", shipped("staff-leak.yaml").replaceFirst("staff-leak", "my-leak"));
    write(".git/config", "not read");
    write(
        "severity.yaml",
        "flags:\n  - {key: many, count: persons, from: 7, source: ours, status: secondary}\n");

    assertThat(files().problems()).isEmpty();
    assertThat(files().jurisdictions().all())
        .hasSize(shipped.jurisdictions().all().size() + 1)
        .anyMatch(duty -> duty.name().toString().equals("SG-PDPA/authority"));
    assertThat(files().forms().form("my-form")).isPresent();
    assertThat(shipped.forms().form("my-form")).isEmpty();
    assertThat(files().scenarios().find("my-leak")).isPresent();
    assertThat(files().scenarios().find("staff-leak")).isPresent();
    assertThat(files().severity().flags()).extracting(rule -> rule.from()).containsExactly(7L);
    assertThat(shipped.severity().flags()).hasSizeGreaterThan(1);
  }

  @Test
  void everythingThatIsWrongIsToldTogetherWithFileAndLine() throws IOException {
    write("jurisdictions/sg.yaml", SINGAPORE.replace("within: P3D", "within: three days"));
    write("juristictions/sg.yaml", SINGAPORE);
    write("forms/mine.yaml", FORM.replace("kind: text", "kind: essay"));
    write("scenarios/broken.yaml", "scenario: x\nstory: [");
    write("severity.yaml", "enisa: 7\n");

    assertThat(files().problems())
        .anyMatch(problem -> problem.startsWith("juristictions: is not known here"))
        .anyMatch(problem -> problem.startsWith("sg.yaml:12:"))
        .anyMatch(problem -> problem.startsWith("mine.yaml:6:"))
        .anyMatch(problem -> problem.startsWith("broken.yaml:2: is not YAML"))
        .anyMatch(problem -> problem.contains("severity.yaml:1:"));
  }

  @Test
  void aDirectoryThatIsNotThereIsTold() {
    assertThat(new IncidentFiles(Optional.of(directory.resolve("gone"))).problems())
        .containsExactly("there is no such directory");
  }
}
