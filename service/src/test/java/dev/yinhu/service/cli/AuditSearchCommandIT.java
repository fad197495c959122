package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that search, beside a running service and without one. */
final class AuditSearchCommandIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path directory;

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private List<JsonNode> lines(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    CommandLineRun done = run(all.toArray(String[]::new));
    assertThat(done.exitCode()).as(done.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : done.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static void encrypt(LiveService service, String subject) {
    assertThat(
            service
                .post(
                    "order-service",
                    "/v1/encrypt",
                    "{\"reason\":\"客户申请退款\",\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"value\":\"15011112222\"}]}"
                        .formatted(subject))
                .status())
        .isEqualTo(200);
  }

  private void finds(int accesses) throws IOException {
    assertThat(lines("search", "--subject", "u-1", "--limit", "100")).hasSize(accesses + 1);
    assertThat(lines("search", "--caller", "order-service", "退款 field:shop.users.*"))
        .hasSize(accesses + 1)
        .first()
        .satisfies(
            line -> assertThat(line.at("/entry/caller").asText()).isEqualTo("order-service"));
    CommandLineRun table = run("search", "--subject", "u-1");
    assertThat(table.out()).contains("shop.users.phone → encrypted").doesNotContain("u-1");
  }

  @Test
  void everythingIsFoundBesideAServiceAndWithoutOne() throws Exception {
    try (LiveService service = LiveService.start(directory.resolve("yinhu-data"), Map.of())) {
      encrypt(service, "u-1");
      finds(1);
      encrypt(service, "u-1");
      finds(2);
      assertThat(run("reindex").exitCode()).isEqualTo(1);
      assertThat(run("reindex").err()).contains("stop the service");
      assertThat(
              lines("search", "--kind", "reading", "--limit", "100")
                  .getFirst()
                  .at("/entry/actor")
                  .asText())
          .isEqualTo("command-line");
    }
    finds(2);
    assertThat(lines("reindex", "--check").getFirst().path("ok").asBoolean()).isTrue();
    for (Path file : files()) {
      Files.delete(file);
    }
    assertThat(run("reindex", "--check").exitCode()).isEqualTo(1);
    JsonNode rebuilt = lines("reindex").getFirst();
    assertThat(rebuilt.path("entries").asLong()).isEqualTo(rebuilt.path("size").asLong());
    finds(2);
    assertThat(run("search", "who:x").exitCode()).isEqualTo(2);
    assertThat(run("search", "who:x").err()).contains("column 1");
    assertThat(run("search", "--from", "x").exitCode()).isEqualTo(2);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory.resolve("yinhu-data/audit/index"))) {
      return files.toList();
    }
  }
}
