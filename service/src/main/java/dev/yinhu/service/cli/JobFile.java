package dev.yinhu.service.cli;

import dev.yinhu.tableprotection.JobReader;
import dev.yinhu.tableprotection.JobReading;
import dev.yinhu.tableprotection.ProtectionJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A job's file on the command line: reads it and prints what is wrong with it. */
final class JobFile {
  private JobFile() {}

  /** The job; empty when it has problems, which were printed. */
  static Optional<ProtectionJob> read(CommandWorld world, Path file) {
    Path path = world.workingDirectory().resolve(file);
    Path folder = Optional.ofNullable(path.getParent()).orElse(world.workingDirectory());
    try {
      JobReading reading = JobReader.read(file.toString(), Files.readString(path), folder);
      reading.problems().forEach(problem -> world.console().complain(problem));
      return reading.job();
    } catch (IOException e) {
      throw new CommandException(
          "cannot read " + file + "; check the path, and that it is UTF-8", e);
    }
  }
}
