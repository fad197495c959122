package dev.yinhu.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In whose name a command acts that the command line itself may not decide. */
final class TokenFile {

  private static final long LONGEST = 4_096;

  @Option(
      names = "--token-file",
      required = true,
      paramLabel = "FILE",
      description = "File with the token of the administrator who does this.")
  private @Nullable Path file;

  /**
   * The token.
   *
   * @throws CommandException when the file cannot be read
   */
  String read(CommandWorld world) {
    if (file == null) {
      throw new IllegalStateException("used before picocli filled it");
    }
    return read(world, file);
  }

  /** The same of a file that is named elsewhere. */
  static String read(CommandWorld world, Path file) {
    var path = world.workingDirectory().resolve(file);
    try {
      if (Files.size(path) > LONGEST) {
        throw new CommandException(file + " is too long for a file with one token");
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new CommandException("cannot read a token from " + file, e);
    }
  }
}
