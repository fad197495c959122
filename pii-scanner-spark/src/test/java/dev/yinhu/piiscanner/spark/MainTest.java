package dev.yinhu.piiscanner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
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
  void whatCannotBeReadEndsWithOne() {
    assertThat(run(users.toString(), directory + "/none.csv", "--format", "jsonl")).isEqualTo(1);
    assertThat(out().lines()).hasSize(3);
    assertThat(out()).contains("PATH_NOT_FOUND", "\"kind\":\"summary\"");
  }

  @Test
  void wrongUseEndsWithTwoAndRepeatsNoSecret() {
    assertThat(run()).isEqualTo(2);
    assertThat(run(users.toString(), "--sample", "half")).isEqualTo(2);
    assertThat(run("/data/users")).isEqualTo(2);
    assertThat(err()).contains("--input");
    assertThat(run("--jdbc", "jdbc:postgresql://h/db?password=hunter2", "--tables", "t"))
        .isEqualTo(2);
    assertThat(run("--jdbc", "jdbc:postgresql://h/db")).isEqualTo(2);
    assertThat(err()).contains("--tables").doesNotContain("hunter2");
  }
}
