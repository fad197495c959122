package dev.yinhu.service.cli;

import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.demo.Demo;
import dev.yinhu.service.demo.DemoScreen;
import dev.yinhu.service.logging.LogSetup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the service at work on a shop of people who do not exist. */
@Command(
    name = "demo",
    description = {
      "Make a shop of people who do not exist, protect their data, and show what the service does.",
      "Works in ./yinhu-demo unless --data says otherwise, and goes on serving until it is stopped."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String DIRECTORY = "yinhu-demo";

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(names = "--exit", description = "Stop after the walk; exit code 0 only if all went well.")
  private boolean exit;

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 for any.")
  private @Nullable String port;

  DemoCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    YinhuConfig config = root.serving(overrides()).config();
    LogSetup.quiet(world.console().err());
    DemoScreen screen =
        new DemoScreen(
            world.console().out(), world.console().err(), world.console().terminal(), root.json());
    RegisterReader reader = new RegisterReader(world.suites(), world.clock());
    Demo demo = new Demo(config, reader, world.starter(), world.clock(), screen);
    try (var _ = world.stop().listenAndInterrupt();
        Session session = world.sessions().open(config)) {
      return demo.run(session, exit ? Optional.empty() : Optional.of(this::stay)) ? 0 : 1;
    }
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new HashMap<>();
    if (root.data() == null) {
      overrides.put("data", world.workingDirectory().resolve(DIRECTORY).toString());
    }
    String chosen = port != null ? port : exit ? "0" : null;
    if (chosen != null) {
      overrides.put("http.port", chosen);
    }
    return overrides;
  }

  private void stay(Runnable tell) {
    tell.run();
    world.console().progress("Ctrl-C stops the demo.");
    try {
      world.stop().await();
    } catch (InterruptedException told) {
      // That is how it is told to stop; what is open is closed in peace, not interrupted.
    }
  }
}
