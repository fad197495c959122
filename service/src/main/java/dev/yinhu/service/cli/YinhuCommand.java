package dev.yinhu.service.cli;

import dev.yinhu.service.config.ConfigFile;
import dev.yinhu.service.config.ConfigReader;
import dev.yinhu.service.config.ConfigReading;
import dev.yinhu.service.config.YinhuConfig;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the command tree, with the options that every command has. Used for one run. */
@Command(
    name = "yinhu",
    description = "The personal-information layer of an e-commerce platform.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {" 0:done", " 1:something was found, or the command failed", " 2:wrong use"})
public final class YinhuCommand implements Runnable {

  private static final String DEFAULT_FILE = "yinhu.yaml";

  private final CommandWorld world;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Data directory (default: yinhu-data; of the demo: yinhu-demo).")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration file (default: yinhu.yaml when there is one).")
  private @Nullable Path config;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print results as JSON, one object a line.")
  private boolean json;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean debug;

  private YinhuCommand(CommandWorld world) {
    this.world = world;
  }

  /** The whole tree, ready to {@link CommandLine#execute}. */
  public static CommandLine tree(CommandWorld world) {
    var root = new YinhuCommand(world);
    return new CommandLine(root)
        .addSubcommand(new ServeCommand(root, world))
        .addSubcommand(new DemoCommand(root, world))
        .addSubcommand(new ProtectCommand(root, world))
        .addSubcommand(new RewrapCommand(root, world))
        .addSubcommand(new ScanCommand(root, world))
        .addSubcommand(new BackupCommand(root, world))
        .addSubcommand(new RestoreCommand(root, world))
        .addSubcommand(
            new CommandLine(new RegisterCommand())
                .addSubcommand(new RegisterCheckCommand(root, world))
                .addSubcommand(new RegisterApplyCommand(root, world))
                .addSubcommand(new RegisterPlanIndexCommand(root, world)))
        .addSubcommand(KeyCommand.tree(root, world))
        .addSubcommand(AuditCommand.tree(root, world))
        .addSubcommand(CaseCommand.tree(root, world))
        .addSubcommand(IncidentCommand.tree(root, world))
        .addSubcommand(
            new CommandLine(new CallerCommand())
                .addSubcommand(new CallerAddCommand(root, world))
                .addSubcommand(new CallerListCommand(root, world))
                .addSubcommand(new CallerRevokeCommand(root, world)));
  }

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }

  /** The data directory as given on the command line. */
  @Nullable Path data() {
    return data;
  }

  boolean json() {
    return json;
  }

  boolean debug() {
    return debug;
  }

  /** The configuration of this run, all sources together. */
  YinhuConfig config() {
    return usable(Map.of()).config();
  }

  /**
   * The configuration with further overrides.
   *
   * @throws CommandException naming every problem
   */
  private ConfigReading.Usable usable(Map<String, String> more) {
    var overrides = overrides(more);
    return usable(reader().read(file(), world.environment(), overrides));
  }

  /**
   * The same for a command that serves: what the service would refuse in the files that it reads is
   * told here already, all together.
   *
   * @throws CommandException naming every problem
   */
  ConfigReading.Usable serving(Map<String, String> more) {
    var overrides = overrides(more);
    return usable(reader().readToServe(file(), world.environment(), overrides));
  }

  private ConfigReader reader() {
    return new ConfigReader(world.workingDirectory());
  }

  private Map<String, String> overrides(Map<String, String> more) {
    var overrides = new HashMap<>(more);
    if (data != null && data.toString().isEmpty()) {
      throw new WrongUse("--data is empty; give a directory");
    }
    if (data != null) {
      overrides.put("data", data.toString());
    }
    return overrides;
  }

  private ConfigReading.Usable usable(ConfigReading reading) {
    return switch (reading) {
      case ConfigReading.Usable usable -> usable;
      case ConfigReading.Faulty faulty -> {
        faulty.problems().forEach(problem -> world.console().complain(problem.toString()));
        int count = faulty.problems().size();
        throw new CommandException(
            "the configuration has " + count + (count == 1 ? " problem" : " problems"));
      }
    };
  }

  private Optional<ConfigFile> file() {
    var path = config == null ? world.workingDirectory().resolve(DEFAULT_FILE) : config;
    if (config == null && !Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConfigFile.of(world.workingDirectory().resolve(path)));
    } catch (UncheckedIOException e) {
      throw new CommandException("cannot read the configuration file " + path, e);
    }
  }
}
