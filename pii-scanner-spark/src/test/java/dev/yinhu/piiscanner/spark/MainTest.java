package dev.yinhu.piiscanner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options as they are given to spark-submit. */
class MainTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String REGISTER =
      """
      dataset:
        - fides_key: shop
          name: shop
          collections:
            - name: users
              fields:
                - {name: phone, data_categories: [user.contact.phone_number]}
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
      """;

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path users = Path.of("");

  @BeforeEach
  void writeUsers() throws Exception {
    Sparks.session();
    users =
        Files.writeString(
            directory.resolve("users.csv"),
            "id,phone\n1,%s\n2,%s\n".formatted(Users.phone(1), Users.phone(2)));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--key", Sparks.spec().keyFile()));
    all.addAll(List.of(arguments));
    return Main.run(
        all.toArray(String[]::new),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void peopleReadATableWithoutValues() {
    assertThat(run(users.toString())).isZero();
    assertThat(out()).contains("phone", "CN_MOBILE").doesNotContain(Users.phone(1));
  }

  @Test
  void programsReadJsonWithThePlaces() throws Exception {
    Path report = directory.resolve("report.json");
    int code =
        run(users.toString(), "--format", "json", "--out", report.toString(), "--fail-on", "any");
    JsonNode table = JSON.readTree(Files.readString(report)).path("tables").path(0);

    assertThat(code).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(table.at("/columns/1/findings/0/type").asText()).isEqualTo("CN_MOBILE");
    assertThat(table.at("/columns/1/findings/0/hits").asInt()).isEqualTo(2);
    assertThat(table.at("/places/0/first/0/file").asText()).endsWith("users.csv");
    assertThat(table.at("/places/0/first/0/hits").asInt()).isEqualTo(2);
  }

  @Test
  void whatWasFoundIsHeldAgainstTheRegisterAndABaseline() throws Exception {
    String register = write("register.yaml", REGISTER);
    String known = directory.resolve("known.yaml").toString();
    int needed =
        run(
            users.toString(),
            "--register",
            register,
            "--store",
            "shop",
            "--declared-as",
            users + "|phone=shop.users.phone",
            "--fail-on",
            "undeclared",
            "--write-baseline",
            known,
            "--format",
            "json");
    JsonNode report = JSON.readTree(out());
    int same =
        run(users.toString(), "--store", "shop", "--baseline", known, "--fail-on", "new,any");
    int elsewhere = run(users.toString(), "--baseline", known, "--fail-on", "new,any");

    assertThat(needed).as(err()).isZero();
    assertThat(report.path("necessity").findValuesAsText("verdict")).contains("needed");
    assertThat(report.path("fingerprints_comparable").asBoolean()).isTrue();
    assertThat(Files.readString(Path.of(known))).doesNotContain(Users.phone(1));
    assertThat(same).isZero();
    assertThat(elsewhere).isEqualTo(1);
    assertThat(err()).contains("the gate is closed by 1 of 1 findings");
  }

  @Test
  void sarifAndHtmlAreThoseOfTheCommandLine() throws Exception {
    assertThat(run(users.toString(), "--format", "sarif")).isZero();
    JsonNode sarif = JSON.readTree(out()).at("/runs/0");
    out.reset();
    assertThat(run(users.toString(), "--format", "html", "--lang", "en")).isZero();

    assertThat(sarif.at("/results/0/ruleId").asText()).isEqualTo("CN_MOBILE");
    assertThat(out()).startsWith("<!DOCTYPE html>").doesNotContain("手机", Users.phone(1));
  }

  @Test
  void ownDetectorsAndListsAreUsedWhereTheRowsAre() throws Exception {
    String staff = write("staff.csv", "id,staff\n1,E123456\n2,E654321\n");
    String yaml = "version: 1\ndetectors: [{name: staff, type: STAFF_NUMBER, match: 'E[0-9]{6}'}]";
    String detectors = write("mine.yaml", yaml);
    String allow = write("allow.txt", Users.phone(1) + "\n" + Users.phone(2) + "\n");
    int found = run(staff, "--detectors", detectors, "--types", "STAFF_NUMBER", "--fail-on", "any");
    int allowed = run(users.toString(), "--allow", allow, "--fail-on", "CN_MOBILE");

    assertThat(found).isEqualTo(1);
    assertThat(out()).contains("STAFF_NUMBER");
    assertThat(allowed).isZero();
    assertThat(run(users.toString(), "--detectors", directory + "/none.yaml")).isEqualTo(2);
    assertThat(err()).contains("none.yaml cannot be read");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void whatCannotBeReadEndsWithOne() {
    assertThat(run(users.toString(), directory + "/none.csv", "--format", "jsonl")).isEqualTo(1);
    assertThat(out().lines()).hasSize(3);
    assertThat(out()).contains("PATH_NOT_FOUND", "\"kind\":\"summary\"");
  }

  @Test
  void wrongUseEndsWithTwoAndRepeatsNoSecret() {
    assertThat(run()).isEqualTo(2);
    assertThat(run(users.toString(), "--sample", "half")).isEqualTo(2);
    assertThat(run(users.toString(), "--sample", "10")).isEqualTo(2);
    assertThat(run(users.toString(), "--fail-on", "undeclared")).isEqualTo(2);
    assertThat(run("/data/users")).isEqualTo(2);
    assertThat(err()).contains("--input");
    assertThat(run("--jdbc", "jdbc:postgresql://h/db?password=hunter2", "--tables", "t"))
        .isEqualTo(2);
    assertThat(run("--jdbc", "jdbc:postgresql://h/db")).isEqualTo(2);
    assertThat(err()).contains("--tables").doesNotContain("hunter2");
  }
}
