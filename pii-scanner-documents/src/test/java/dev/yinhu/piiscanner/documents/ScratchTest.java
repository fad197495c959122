package dev.yinhu.piiscanner.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchTest {
  @Test
  void whatParsersLeaveIsRemovedAndTheDirectoryStays() throws Exception {
    Scratch scratch = Scratch.create();
    Path inner = Files.createDirectories(scratch.directory().resolve("a/b"));
    Files.writeString(inner.resolve("left.tmp"), "x");

    scratch.empty();

    assertThat(scratch.directory()).isEmptyDirectory();
  }
}
