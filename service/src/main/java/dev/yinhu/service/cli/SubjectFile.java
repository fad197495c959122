package dev.yinhu.service.cli;

import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command is about, without the id being seen by whoever lists processes. */
final class SubjectFile {
  /** Every character of an id may take four bytes, and a line end may follow. */
  private static final int LONGEST = 4 * SubjectId.MAX_LENGTH + 2;

  @Option(
      names = "--subject-file",
      paramLabel = "FILE",
      description = {
        "File with the platform's id of the person, one line; /dev/stdin reads what is piped in.",
        "An id that is given as an argument stands in the list of processes and the shell's"
            + " history."
      })
  private @Nullable Path file;

  /** Whether the option was given. */
  boolean isGiven() {
    return file != null;
  }

  /**
   * The id; empty when the option was not given.
   *
   * @throws WrongUse when the file cannot be read or has no id
   */
  Optional<SubjectId> read(CommandWorld world) {
    return file == null ? Optional.empty() : Optional.of(read(world.workingDirectory(), file));
  }

  private SubjectId read(Path directory, Path named) {
    try (InputStream in = Files.newInputStream(directory.resolve(named))) {
      byte[] line = in.readNBytes(LONGEST + 1);
      if (line.length > LONGEST) {
        throw new WrongUse(named + " is too long for a file with one id");
      }
      return new SubjectId(new String(line, StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""));
    } catch (IOException e) {
      throw new WrongUse("cannot read an id from " + named);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(named + ": " + e.getMessage());
    }
  }
}
