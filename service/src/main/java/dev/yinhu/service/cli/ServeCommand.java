package dev.yinhu.service.cli;

import dev.yinhu.service.logging.LogSetup;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service until the process is told to stop. */
@Command(name = "serve", description = "Run the service until it is told to stop.")
final class ServeCommand implements Callable<Integer> {

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on.")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 for any.")
  private @Nullable String port;

  ServeCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() throws InterruptedException {
    var overrides = new HashMap<String, String>();
    if (host != null) {
      overrides.put("http.host", host);
    }
    if (port != null) {
      overrides.put("http.port", port);
    }
    var usable = root.serving(overrides);
    LogSetup.configured(usable.config().logging(), world.console().out());
    var log = LoggerFactory.getLogger(ServeCommand.class);
    log.info("settings beside the defaults: {}", String.join(", ", usable.changed()));
    usable.settings().forEach(line -> log.debug("{}", line));
    usable.warnings().forEach(line -> log.warn("{}", line));
    // Told to stop while it starts, it starts and then stops: nothing is left half-way.
    try (var _ = world.stop().listen();
        var service = world.starter().start(usable.config())) {
      log.info("serving on {}", service.address());
      world.stop().await();
      log.info("stopping");
    }
    return 0;
  }
}
