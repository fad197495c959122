package dev.yinhu.service.cli;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.reading.Problem;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import dev.yinhu.register.reading.RegisterSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Register files on the command line: reads them and prints what is wrong with them. */
final class RegisterFiles {

  /** One problem as JSON. */
  record Listed(String severity, String code, String file, int line, int column, String message) {
    static Listed of(Problem problem) {
      return new Listed(
          problem.severity().wire(),
          problem.code().wire(),
          problem.file(),
          problem.line(),
          problem.column(),
          problem.message());
    }
  }

  private final CommandWorld world;

  RegisterFiles(CommandWorld world) {
    this.world = world;
  }

  List<RegisterSource> sources(List<Path> files) {
    return files.stream().map(file -> RegisterSources.of(file, world.workingDirectory())).toList();
  }

  RegisterReading read(List<RegisterSource> sources) {
    return new RegisterReader(world.suites(), world.clock()).read(sources);
  }

  /** The same, with warnings of what becomes of values stored under the version in force. */
  RegisterReading read(List<RegisterSource> sources, Optional<StoredRegister> inForce) {
    RegisterReader reader = new RegisterReader(world.suites(), world.clock());
    return reader.read(
        sources, inForce.flatMap(stored -> reader.read(stored.sources()).register()));
  }

  List<Listed> listed(RegisterReading reading) {
    return reading.problems().stream().map(Listed::of).toList();
  }

  void print(RegisterReading reading) {
    reading.problems().forEach(problem -> world.console().line(problem.toString()));
  }

  /** The one line that sums up, for people. */
  static String summary(RegisterReading reading, Optional<String> done) {
    int problems = reading.problems().size();
    return reading.isValid()
        ? done.orElse("the register is valid")
            + (problems == 0 ? "" : ", with " + problems + " warnings")
        : "the register has errors; nothing was applied";
  }
}
