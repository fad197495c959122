package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan command as a process of its own, as {@code ./yinhu} starts it. */
final class ScanIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path directory;

  /** What came of a process. */
  private record Ended(int exitCode, List<String> out, String err) {}

  private Ended scan(String input, String... arguments) throws Exception {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-Dyinhu.terminal=false", "-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(Main.class.getName(), "scan"));
    line.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended without having read all of its input: its exit code says why.
    }
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  private static JsonNode json(String line) throws IOException {
    return JSON.readTree(line);
  }

  @Test
  void everyRecordIsAnsweredInTheOrderOfTheFile() throws Exception {
    Path file = directory.resolve("records.jsonl");
    Files.writeString(
        file, "{\"id\":\"a\",\"text\":\"hello\"}\n\n{\"text\":\"你好\",\"id\":7}\n{\"text\":\"\"}\n");

    Ended ended =
        scan(
            "",
            "--jsonl",
            "records.jsonl",
            "--text-field",
            "text",
            "--id-field",
            "id",
            "--format",
            "jsonl");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsExactly(
            "{\"id\":\"a\",\"findings\":[]}",
            "{\"id\":7,\"findings\":[]}",
            "{\"id\":null,\"findings\":[]}");
  }

  @Test
  void recordsComeFromStandardInputAndBrokenOnesAreTold() throws Exception {
    Ended ended =
        scan(
            "{\"n\":1,\"t\":\"a\"}\n{secretword\n{\"n\":3,\"t\":\"b\"}\n",
            "--jsonl",
            "-",
            "--text-field",
            "t",
            "--id-field",
            "n",
            "--format",
            "jsonl");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("line 2 ", "1 line was left out").doesNotContain("secretword");
    assertThat(ended.out()).hasSize(2);
    assertThat(json(ended.out().get(1)).path("id").asInt()).isEqualTo(3);
  }

  @Test
  void wrongUseIsToldBeforeAnythingIsRead() throws Exception {
    assertThat(scan("").exitCode()).isEqualTo(2);
    assertThat(scan("", "--jsonl", "-", "--types", "cn_mobile").exitCode()).isEqualTo(2);
    assertThat(scan("", "--jsonl", "-", "--min-confidence", "2").exitCode()).isEqualTo(2);
    assertThat(scan("", "--jsonl", "-", "--format", "text").exitCode()).isEqualTo(2);
    assertThat(scan("", "--jsonl", "missing.jsonl").exitCode()).isEqualTo(1);
  }

  @Test
  void filesAndTreesAreReportedWithoutTheirValues() throws Exception {
    Files.createDirectories(directory.resolve("tree/sub"));
    Files.writeString(directory.resolve("tree/a.csv"), "姓名,备注\n欧阳建国,无\n");
    Files.writeString(directory.resolve("tree/sub/b.txt"), "收货人：欧阳建国\n");
    Files.write(directory.resolve("tree/sub/c.bin"), new byte[1000]);

    Ended jsonl = scan("", "tree", "--format", "jsonl", "--threads", "2", "--data", "keys");
    Ended again = scan("", "tree", "--format", "jsonl", "--data", "keys");
    Ended json = scan("", "tree", "--json");
    Ended text = scan("", "tree", "--fail-on", "PERSON_NAME");

    assertThat(jsonl.exitCode()).isZero();
    assertThat(jsonl.out()).isEqualTo(again.out()).hasSizeGreaterThan(3);
    assertThat(json(jsonl.out().getFirst()).path("source").asText()).isEqualTo("tree/a.csv");
    assertThat(json(jsonl.out().getFirst()).path("type").asText()).isEqualTo("PERSON_NAME");
    assertThat(json(json.out().getFirst()).path("summary").path("files").asInt()).isEqualTo(2);
    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(String.join("\n", text.out())).contains("PERSON_NAME", "tree/a.csv", "binary");
    assertThat(jsonl.out() + "" + json.out() + text.out()).doesNotContain("欧阳建国");
    assertThat(directory.resolve("keys/scan.key")).exists();
  }

  @Test
  void whatCannotBeReadIsToldAndEndsWithOne() throws Exception {
    Files.writeString(directory.resolve("a.txt"), "nothing");

    Ended ended = scan("hello", "a.txt", "missing.txt", "-", "--json");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("missing.txt cannot be read");
    assertThat(json(ended.out().getFirst()).path("summary").path("files").asInt()).isEqualTo(2);
  }

  @Test
  void nothingIsLeftInTheDirectory() throws Exception {
    scan("{}\n", "--jsonl", "-");

    assertThat(directory.resolve("yinhu-data")).doesNotExist();
  }
}
