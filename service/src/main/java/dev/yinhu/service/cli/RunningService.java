package dev.yinhu.service.cli;

/** A service that answers. */
public interface RunningService extends AutoCloseable {

  /** Where, as an address that can be opened. */
  String address();

  /** Drains and stops; blocks until done. */
  @Override
  void close();
}
