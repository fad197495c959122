package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ProblemPageTest {

  @Test
  void thePageListsEveryProblemAndNoOther() throws IOException {
    var rows =
        Files.readAllLines(Path.of("../docs/problems.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.lastIndexOf("|", line.length() - 2)).strip())
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Problem.values())
                .map(problem ->
                    "| `" + problem.code() + "` | " + problem.status() + " | " + problem.title())
                .map(String::strip)
                .toList());
  }
}
