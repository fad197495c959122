package dev.yinhu.service.cli;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.reading.RegisterReading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads register files and reports every problem at once. */
@Command(name = "check", description = "Report every problem of register files at once.")
final class RegisterCheckCommand implements Callable<Integer> {

  /** What is printed. */
  record Checked(boolean ok, List<RegisterFiles.Listed> problems) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files of one register.")
  private List<Path> files = List.of();

  @Option(
      names = "--changes",
      description = "Also warn of what becomes of values stored under the register in force.")
  private boolean changes;

  RegisterCheckCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    var register = new RegisterFiles(world);
    var reading = read(register, register.sources(files));
    if (root.json()) {
      world.console().json(new Checked(reading.isValid(), register.listed(reading)));
    } else {
      register.print(reading);
      world.console().line(RegisterFiles.summary(reading, Optional.empty()));
    }
    return reading.isValid() ? 0 : 1;
  }

  private RegisterReading read(RegisterFiles register, List<RegisterSource> sources) {
    var reading = register.read(sources);
    if (!changes || !reading.isValid()) {
      return reading;
    }
    try (var session = world.sessions().open(root.config())) {
      return register.read(sources, session.register());
    }
  }
}
