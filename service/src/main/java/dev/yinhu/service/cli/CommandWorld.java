package dev.yinhu.service.cli;

import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.register.Suite;
import dev.yinhu.service.config.YinhuConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything a command takes from outside, so that tests can be the outside.
 *
 * @param environment variables of the process
 * @param suites cipher suites that a register may name
 * @param rootKeys the root key file of a configuration, with what opens it
 */
public record CommandWorld(
    Console console,
    Path workingDirectory,
    Map<String, String> environment,
    InstantSource clock,
    Set<Suite> suites,
    Function<YinhuConfig, RootKeyFile> rootKeys,
    SessionOpener sessions,
    ServiceStarter starter,
    StopSignal stop) {
  public CommandWorld {
    environment = Map.copyOf(environment);
    suites = Set.copyOf(suites);
  }
}
