package dev.yinhu.service.cli;

import dev.yinhu.service.config.YinhuConfig;

/** Opens a session on the data directory or database of a configuration. */
@FunctionalInterface
public interface SessionOpener {

  /** Opens; the caller closes. Starts the embedded database when nobody has. */
  Session open(YinhuConfig config);
}
