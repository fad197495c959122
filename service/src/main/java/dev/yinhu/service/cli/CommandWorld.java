package dev.yinhu.service.cli;

import dev.yinhu.register.Suite;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * Everything a command takes from outside, so that tests can be the outside.
 *
 * @param environment variables of the process
 * @param suites cipher suites that a register may name
 */
public record CommandWorld(
    Console console,
    Path workingDirectory,
    Map<String, String> environment,
    InstantSource clock,
    Set<Suite> suites,
    SessionOpener sessions,
    ServiceStarter starter,
    StopSignal stop) {
  public CommandWorld {
    environment = Map.copyOf(environment);
    suites = Set.copyOf(suites);
  }
}
