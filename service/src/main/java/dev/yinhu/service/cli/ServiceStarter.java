package dev.yinhu.service.cli;

import dev.yinhu.service.config.YinhuConfig;

/** Starts the service of a configuration. */
@FunctionalInterface
public interface ServiceStarter {

  /** Starts it; it answers when this returns. Whoever called closes it. */
  RunningService start(YinhuConfig config);
}
