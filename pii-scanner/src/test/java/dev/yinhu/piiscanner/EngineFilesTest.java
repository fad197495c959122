package dev.yinhu.piiscanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineFilesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
  private static final Set<PiiType> TYPES =
      Set.of(new PiiType("STAFF_NUMBER"), new PiiType("CN_MOBILE"));

  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
    return Path.of(name);
  }

  private EngineSettings read(EngineFiles files) {
    return files.settings(directory, TYPES, Map.of(), CLOCK);
  }

  private EngineSettings denied(String list) throws IOException {
    Path file = file("list.txt", list);
    return read(new EngineFiles(List.of(), Optional.empty(), Map.of(new PiiType("PROJECT"), file)));
  }

  @Test
  void ownDetectorsAndListsAreUsed() throws Exception {
    String yaml = "version: 1\ndetectors: [{name: staff, type: STAFF_NUMBER, match: 'E[0-9]{6}'}]";
    EngineSettings settings =
        read(
            new EngineFiles(
                List.of(file("mine.yaml", yaml)),
                Optional.of(file("allow.txt", "# ours\n13800138000\n")),
                Map.of(new PiiType("PROJECT"), file("deny.txt", "Blue Whale\n\n"))));

    var found = PiiEngine.of(settings, CLOCK).scan("E123456 13800138000 blue whale", Hints.NONE);

    assertThat(found)
        .extracting(finding -> finding.type().name())
        .containsExactly("STAFF_NUMBER", "PROJECT");
  }

  @Test
  void aTypeThatThereIsNotIsToldWithTheNearestOne() throws Exception {
    var none = new EngineFiles(List.of(), Optional.empty(), Map.of());
    Set<PiiType> mistyped = Set.of(new PiiType("CN_MOBIL"));
    assertThatThrownBy(() -> none.settings(directory, mistyped, Map.of(), CLOCK))
        .isInstanceOf(WrongSettings.class)
        .hasMessage("--types: there is no type CN_MOBIL; did you mean 'CN_MOBILE'?");
    assertThatThrownBy(() -> read(none)).hasMessageContaining("STAFF_NUMBER");

    String yaml = "version: 1\ndetectors: [{name: staff, type: STAFF_NUMBER, match: 'E[0-9]{6}'}]";
    var own =
        new EngineFiles(
            List.of(file("own.yaml", yaml)),
            Optional.empty(),
            Map.of(new PiiType("PROJECT"), file("projects.txt", "Blue Whale\n")));
    assertThat(own.types(directory, CLOCK).known())
        .contains(
            new PiiType("STAFF_NUMBER"), new PiiType("PROJECT"), new PiiType("CN_RESIDENT_ID"));
  }

  @Test
  void wrongFilesAreToldWithoutWhatTheyHold() throws Exception {
    var missing = new EngineFiles(List.of(), Optional.of(Path.of("none")), Map.of());
    assertThatThrownBy(() -> read(missing))
        .isInstanceOf(WrongSettings.class)
        .hasMessageStartingWith("none cannot be read");
    Path yaml = file("bad.yaml", "version: 1\ndetectors: [{name: a, typ: A, match: 'a'}]");
    var bad = new EngineFiles(List.of(yaml), Optional.empty(), Map.of());
    assertThatThrownBy(() -> read(bad))
        .isInstanceOf(WrongSettings.class)
        .hasMessageContaining("bad.yaml:2");
    assertThatThrownBy(() -> denied("ok\n" + "secret".repeat(30)))
        .isInstanceOf(WrongSettings.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> PiiType.asked("no type")).isInstanceOf(WrongSettings.class);
  }
}
