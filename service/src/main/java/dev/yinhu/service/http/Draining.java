package dev.yinhu.service.http;

/** Whether this node is on its way out. Thread-safe; goes one way only. */
public final class Draining {

  private volatile boolean started;

  /** From now on {@code /readyz} says no and connections are closed after their answer. */
  void start() {
    started = true;
  }

  /** Whether it has begun. */
  public boolean isStarted() {
    return started;
  }
}
