package dev.yinhu.service.cli;

import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.demo.Demo;
import dev.yinhu.service.demo.DemoScreen;
import dev.yinhu.service.logging.LogSetup;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    YinhuConfig config = root.usable(overrides()).config();
    LogSetup.quiet(world.console().err());
    DemoScreen screen =
        new DemoScreen(
            world.console().out(), world.console().err(), world.console().terminal(), root.json());
    RegisterReader reader = new RegisterReader(world.suites(), world.clock());
    Demo demo = new Demo(config, reader, world.starter(), world.clock(), screen);
    try (Session session = world.sessions().open(config)) {
      return demo.run(session, this::stay) ? 0 : 1;
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

  /** Until the process is told to stop; what is open is closed before it ends. */
  private void stay() {
    if (exit) {
      return;
    }
    world.console().progress("Ctrl-C stops the demo.");
    CountDownLatch asked = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  joinUninterruptibly(main);
                },
                "stop"));
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
