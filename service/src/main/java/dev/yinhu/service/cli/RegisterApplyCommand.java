package dev.yinhu.service.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stores register files as the next version. */
@Command(name = "apply", description = "Store register files as the next version of the register.")
final class RegisterApplyCommand implements Callable<Integer> {

  /** What is printed. */
  record Applied(
      boolean ok,
      @Nullable Long version,
      @Nullable String sha256,
      List<RegisterFiles.Listed> problems) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files of one register.")
  private List<Path> files = List.of();

  RegisterApplyCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    var register = new RegisterFiles(world);
    var sources = register.sources(files);
    var reading = register.read(sources);
    if (!reading.isValid()) {
      print(new Applied(false, null, null, register.listed(reading)));
      if (!root.json()) {
        register.print(reading);
        world.console().line(RegisterFiles.summary(reading, Optional.empty()));
      }
      return 1;
    }
    try (var session = world.sessions().open(root.config())) {
      var compared = register.read(sources, session.register());
      var stored = session.applyRegister(sources);
      print(new Applied(true, stored.version(), stored.sha256(), register.listed(compared)));
      if (!root.json()) {
        register.print(compared);
        var done = Optional.of("the register is applied as version " + stored.version());
        world.console().line(RegisterFiles.summary(compared, done));
      }
    }
    return 0;
  }

  private void print(Applied applied) {
    if (root.json()) {
      world.console().json(applied);
    }
  }
}
