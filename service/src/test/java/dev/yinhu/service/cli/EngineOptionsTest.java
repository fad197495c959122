package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class EngineOptionsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
  private static final Set<PiiType> TYPES =
      Set.of(new PiiType("STAFF_NUMBER"), new PiiType("CN_MOBILE"));

  @TempDir private Path directory;

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static EngineSettings settings(String... arguments) {
    return CommandLine.populateCommand(new EngineOptions(), arguments)
        .settings(TYPES, Map.of(), CLOCK);
  }

  @Test
  void ownDetectorsAndListsAreUsed() throws Exception {
    String yaml = "version: 1\ndetectors: [{name: staff, type: STAFF_NUMBER, match: 'E[0-9]{6}'}]";
    EngineSettings settings =
        settings(
            "--detectors",
            file("mine.yaml", yaml),
            "--allow",
            file("allow.txt", "# ours\n13800138000\n"),
            "--deny",
            "PROJECT=" + file("deny.txt", "Blue Whale\n\n"));

    var found = PiiEngine.of(settings, CLOCK).scan("E123456 13800138000 blue whale", Hints.NONE);

    assertThat(found)
        .extracting(finding -> finding.type().name())
        .containsExactly("STAFF_NUMBER", "PROJECT");
  }

  @Test
  void wrongFilesAreToldWithoutWhatTheyHold() throws Exception {
    String missing = directory.resolve("none").toString();
    assertThatThrownBy(() -> settings("--allow", missing))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("none");
    String yaml = file("bad.yaml", "version: 1\ndetectors: [{name: a, typ: A, match: 'a'}]");
    assertThatThrownBy(() -> settings("--detectors", yaml))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("bad.yaml:2");
    String list = file("long.txt", "ok\n" + "secret".repeat(30));
    assertThatThrownBy(() -> settings("--deny", "PROJECT=" + list))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> settings("--deny", "no type=" + list)).isInstanceOf(WrongUse.class);
  }
}
