package dev.yinhu.crypto.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.RootKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedFileTest {
  private static final byte[] OLD = bytes("the old line\n");
  private static final byte[] NEW = bytes("the new and longer line\n");

  @TempDir private Path directory;
  private Path path;

  /** A process that ends here and now: nothing of it runs any more, no clean-up either. */
  private static final class CutOff extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void place() {
    path = directory.resolve("root.key");
    new SealedFile(path).create(OLD);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(SealedFile file) {
    return new String(file.read().orElseThrow(), StandardCharsets.US_ASCII);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anExchangeLeavesTheNewLineAlone() throws IOException {
    SealedFile file = new SealedFile(path);

    file.replace(NEW, _ -> {});

    assertThat(text(file)).isEqualTo("the new and longer line");
    assertThat(names(directory)).containsExactly("root.key");
    assertThat(file.leftOver()).isEmpty();
  }

  @Test
  void theOldLineIsOverwrittenBeforeItIsRemoved() throws IOException {
    Path sameFile = Files.createLink(directory.resolve("another-name"), path);

    new SealedFile(path).replace(NEW, _ -> {});

    assertThat(sameFile).hasBinaryContent(new byte[OLD.length]);
  }

  @Test
  void whatDoesNotPassTheCheckChangesNothing() throws IOException {
    SealedFile file = new SealedFile(path);

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() ->
            file.replace(
                NEW,
                _ -> {
                  throw new RootKeyException("does not open");
                }))
        .withMessage("does not open");

    assertThat(text(file)).isEqualTo("the old line");
    assertThat(names(directory)).containsExactly("root.key");
  }

  @ParameterizedTest
  @EnumSource
  void cutOffAnywhereOneOfTheLinesStandsAndTheNextExchangeCleansUp(SealedFile.Step step)
      throws Exception {
    Path snapshot = directory.resolve("snapshot");
    Set<SealedFile.Step> seen = EnumSet.noneOf(SealedFile.Step.class);
    SealedFile watched =
        new SealedFile(
            path,
            reached -> {
              if (reached == step && seen.add(reached)) {
                copyWithLinks(snapshot);
                throw new CutOff();
              }
            });
    assertThatExceptionOfType(CutOff.class).isThrownBy(() -> watched.replace(NEW, _ -> {}));

    SealedFile after = new SealedFile(snapshot.resolve("root.key"));
    assertThat(text(after))
        .isEqualTo(
            EnumSet.of(SealedFile.Step.WRITTEN, SealedFile.Step.LINKED).contains(step)
                ? "the old line"
                : "the new and longer line");
    assertThat(after.leftOver().isPresent())
        .isEqualTo(EnumSet.of(SealedFile.Step.LINKED, SealedFile.Step.REPLACED).contains(step));

    after.replace(bytes("the third line"), _ -> {});
    assertThat(text(after)).isEqualTo("the third line");
    assertThat(names(snapshot)).containsExactly("root.key");
  }

  /** The directory as a crash would leave it: hard links stay links. */
  private void copyWithLinks(Path to) {
    try {
      Files.createDirectory(to);
      List<String> command =
          Stream.concat(
                  Stream.of("cp", "-a"),
                  names(directory).stream()
                      .filter(name -> name.contains("root"))
                      .map(name -> directory.resolve(name).toString()))
              .toList();
      var all = new java.util.ArrayList<>(command);
      all.add(to.toString());
      Process process = new ProcessBuilder(all).inheritIO().start();
      assertThat(process.waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLineThatIsReadIsAlone() {
    byte[] first = new SealedFile(path).read().orElseThrow();
    Arrays.fill(first, (byte) 0);

    assertThat(text(new SealedFile(path))).isEqualTo("the old line");
  }
}
