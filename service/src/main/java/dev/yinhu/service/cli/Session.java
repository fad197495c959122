package dev.yinhu.service.cli;

import dev.yinhu.register.RegisterStore;
import dev.yinhu.service.callers.Callers;

/**
 * What a command works on: the stores of one data directory, open while the command runs, whether
 * or not a service is running on the same directory.
 */
public interface Session extends AutoCloseable {

  /** The callers and their tokens. */
  Callers callers();

  /** The applied versions of the register. */
  RegisterStore register();

  @Override
  void close();
}
