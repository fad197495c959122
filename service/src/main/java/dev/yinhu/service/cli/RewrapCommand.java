package dev.yinhu.service.cli;

import dev.yinhu.tableprotection.Phase;
import dev.yinhu.tableprotection.ProtectionJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the ciphertexts of a live table under the newest key. */
@Command(
    name = "rewrap",
    description = {
      "Bring the ciphertexts of a table under the newest key and the declared suite.",
      "Goes on where it was stopped; see docs/protect.md."
    })
final class RewrapCommand implements Callable<Integer> {
  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--job",
      paramLabel = "FILE",
      required = true,
      description = "The job: which columns of which table (YAML).")
  private Path job = Path.of("");

  RewrapCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<ProtectionJob> read = JobFile.read(world, job);
    if (read.isEmpty()) {
      return 1;
    }
    return JobRun.in(
        root,
        world,
        (protection, screen) ->
            JobRun.phases(protection, screen, read.get(), List.of(Phase.REWRAP)));
  }
}
