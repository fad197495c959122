package dev.yinhu.service.cli;

import java.util.concurrent.CountDownLatch;

/**
 * The wish of whoever runs the process that it stop: SIGTERM, or Ctrl-C. A command that goes on
 * until then waits here, closes what it opened and returns as any other; the process then ends with
 * its exit code, so that a clean stop does not look like a failure. Thread-safe.
 */
public final class StopSignal {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode;

  /** Ends the listening; nothing happens any more when the process is told to stop already. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /** Until closed, the process, told to stop, waits until its command has returned. */
  Listening listen() {
    return listen(this::stop);
  }

  /** The same; and this thread, the command's, is interrupted, so that it returns soon. */
  Listening listenAndInterrupt() {
    Thread command = Thread.currentThread();
    return listen(() -> {
      command.interrupt();
      stop();
    });
  }

  private static Listening listen(Runnable told) {
    Thread hook = new Thread(told, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException stopping) {
        // It was told: the hook waits for the exit code.
      }
    };
  }

  /** Blocks until the process is told to stop; at once when it was told since {@link #listen}. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Whether the process was told to stop since {@link #listen}. */
  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Java would exit with 143 (130) whatever the command returned, and waits for this thread. */
  private void stop() {
    asked.countDown();
    try {
      finished.await();
      Runtime.getRuntime().halt(exitCode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process with the exit code of its command. */
  public void exit(int code) {
    exitCode = code;
    finished.countDown();
    System.exit(code);
  }
}
