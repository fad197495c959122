package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the results of a scan are held against, and the reports that tell it. */
final class ScanReportsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PHONE = "13912345678";

  @TempDir private Path directory;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(directory.resolve("tree"));
    write("tree/users.csv", "phone,note\n" + PHONE + ",a\n" + PHONE + ",b\n");
    write("tree/app.log", "order of " + PHONE + " done\n");
    write("tree/x.pdf", "%PDF-1.7\n");
    write(
        "register.yaml",
        """
        dataset:
          - fides_key: shop
            name: shop
            collections:
              - name: users
                fields:
                  - {name: phone, data_categories: [user.contact.phone_number]}
                  - {name: fax, data_categories: [user.contact.phone_number]}
        system:
          - fides_key: backend
            name: backend
            dataset_references: [shop]
            privacy_declarations:
              - name: deliver
                data_categories: [user.contact]
                data_use: essential.service
                yinhu:
                  purpose: deliver
                  use: provide-service
                  legal_basis: contract
                  necessity: 送货
                  state: active
                  impact_assessment: {done: true, reference: PIA-1}
                  fields: [shop.users.phone]
                  callers: [{name: order-service, operations: [decrypt]}]
        """);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private CommandLineRun scan(String... arguments) {
    var all = new ArrayList<>(List.of("scan", "tree", "--types", "CN_MOBILE"));
    all.addAll(List.of(arguments));
    CommandLineRun run = CommandLineRun.of(directory, all.toArray(String[]::new));
    assertThat(run.out() + run.err()).doesNotContain(PHONE);
    return run;
  }

  @Test
  void sarifTellsPlacesOfFilesAndHtmlOpensWithoutAnythingElse() throws Exception {
    CommandLineRun sarif = scan("--format", "sarif");
    CommandLineRun html = scan("--format", "html");

    JsonNode run = JSON.readTree(sarif.out()).at("/runs/0");
    assertThat(sarif.exitCode()).isZero();
    assertThat(sarif.err()).contains("--data DIR");
    assertThat(run.path("results")).hasSize(2);
    assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("CN_MOBILE");
    assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("tree/app.log");
    assertThat(run.at("/results/0/locations/0/physicalLocation/region/startColumn").asInt())
        .isEqualTo(10);
    assertThat(run.at("/results/1/properties/occurrences").asInt()).isEqualTo(2);
    assertThat(run.at("/invocations/0/toolExecutionNotifications").toString()).contains("x.pdf");
    assertThat(html.exitCode()).isZero();
    assertThat(html.out()).startsWith("<!DOCTYPE html>").contains("none was given", "手机");
    assertThat(html.out()).doesNotContain("<script", "http://127", "src=");
  }

  @Test
  void aBaselineLeavesOutWhatIsKnownAndASuppressionRunsOut() throws Exception {
    CommandLineRun first = scan("--data", "keys", "--write-baseline", "known.yaml");
    CommandLineRun same =
        scan("--data", "keys", "--fail-on", "new,any", "--baseline", "known.yaml");
    write("tree/b.log", "and " + PHONE + "\n");
    CommandLineRun more =
        scan("--data", "keys", "--fail-on", "new,any", "--baseline", "known.yaml", "--json");
    JsonNode added = JSON.readTree(more.out());
    String fingerprint = added.at("/findings/0/fingerprint").asText();
    suppress(fingerprint, "2999-12-31");
    CommandLineRun answered =
        scan(
            "--data",
            "keys",
            "--fail-on",
            "any",
            "--baseline",
            "known.yaml",
            "--suppressions",
            "s.yaml",
            "--fail-on",
            "new",
            "--json");
    suppress(fingerprint, "2001-01-01");
    CommandLineRun late =
        scan(
            "--data",
            "keys",
            "--fail-on",
            "new",
            "--baseline",
            "known.yaml",
            "--suppressions",
            "s.yaml");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(Files.readString(directory.resolve("known.yaml"))).doesNotContain(PHONE);
    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(more.exitCode()).isEqualTo(1);
    assertThat(added.at("/gate/known").asInt()).isEqualTo(2);
    assertThat(added.at("/gate/failing").asInt()).isEqualTo(1);
    assertThat(added.path("fingerprints_comparable").asBoolean()).isTrue();
    assertThat(answered.exitCode()).as(answered.err()).isZero();
    assertThat(JSON.readTree(answered.out()).at("/gate/suppressed").asInt()).isEqualTo(1);
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).contains("ran out on 2001-01-01", "the gate is closed");
  }

  private void suppress(String fingerprint, String expires) throws IOException {
    write(
        "s.yaml",
        """
        version: 1
        suppressions:
          - {place: "files | tree/b.log", type: CN_MOBILE, fingerprint: "%s",
             owner: li.wei, reason: test account, expires: %s}
        """
            .formatted(fingerprint, expires));
  }

  @Test
  void theRegisterSaysWhatIsNeededAndWhatNobodyDeclared() throws Exception {
    String[] register = {
      "--register",
      "register.yaml",
      "--store",
      "shop",
      "--declared-as",
      "tree/users.csv|phone=shop.users.phone"
    };
    CommandLineRun json = scan(with(register, "--json", "--fail-on", "undeclared"));
    CommandLineRun text = scan(with(register, "--unused-days", "90"));
    CommandLineRun elsewhere = scan("--register", ".", "--fail-on", "store-not-declared");
    CommandLineRun html = scan(with(register, "--format", "html"));

    JsonNode necessity = JSON.readTree(json.out()).path("necessity");
    assertThat(json.exitCode()).as(json.err()).isEqualTo(1);
    assertThat(necessity.findValuesAsText("verdict"))
        .contains("needed", "undeclared", "unreadable");
    assertThat(necessity.path("not_looked_at").isArray()).isTrue();
    assertThat(json.err()).contains("whether fields are used was not looked at");
    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("[undeclared]", "[needed]", "shop | tree/app.log", "/ 100");
    assertThat(elsewhere.exitCode()).isEqualTo(1);
    assertThat(html.out()).contains("register.yaml", "shop | tree/users.csv | phone");
  }

  private static String[] with(String[] some, String... more) {
    var all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void twoScansTellWhatChanged() throws Exception {
    write("before.json", scan("--json").out());
    Files.delete(directory.resolve("tree/app.log"));
    write("tree/new.log", PHONE + "\n");

    CommandLineRun json = scan("--since", "before.json", "--json");
    CommandLineRun text = scan("--since", "before.json");
    CommandLineRun broken = scan("--since", "register.yaml");

    JsonNode changes = JSON.readTree(json.out()).path("changes");
    assertThat(changes.findValuesAsText("change"))
        .containsExactlyInAnyOrder("same", "first-seen", "not-seen");
    assertThat(text.out()).contains("first-seen", "files | tree/new.log", "not-seen");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err()).contains("the earlier report");
  }

  @Test
  void peopleAreToldInTheirLanguage() {
    String chinese =
        CommandLineRun.of(directory, Map.of("LANG", "zh_CN.UTF-8"), "scan", "tree").out();
    String english =
        CommandLineRun.of(directory, Map.of("LANG", "zh_CN.UTF-8"), "scan", "tree", "--lang", "en")
            .out();

    assertThat(chinese).contains("类型", "手机").doesNotContain("Type");
    assertThat(english).contains("Type", "files read").doesNotContain("类型");
  }

  @Test
  void whatDoesNotGoTogetherIsWrongUse() {
    assertThat(scan("--baseline", "x.yaml").exitCode()).isEqualTo(2);
    assertThat(scan("--fail-on", "undeclared").exitCode()).isEqualTo(2);
    assertThat(scan("--fail-on", "level:none").exitCode()).isEqualTo(2);
    assertThat(scan("--fail-on", "CN_MOBIL").exitCode()).isEqualTo(2);
    assertThat(scan("--types", "CN_MOBIL", "--fail-on", "any").exitCode()).isEqualTo(2);
    assertThat(scan("--levels", "none").exitCode()).isEqualTo(2);
    assertThat(scan("--declared-as", "phone").exitCode()).isEqualTo(2);
    assertThat(scan("--unused-days", "0").exitCode()).isEqualTo(2);
    assertThat(scan("--register", "missing.yaml").exitCode()).isEqualTo(2);
    assertThat(scan("--format", "html", "--json").exitCode()).isEqualTo(2);
  }
}
