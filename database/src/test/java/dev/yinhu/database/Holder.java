package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that opens a data directory, says so, and closes when its input ends. */
final class Holder {
  private Holder() {}

  /** Arguments: {@code serve} or {@code database}, then the directory. */
  public static void main(String[] arguments) throws IOException {
    DataDirectory directory = DataDirectory.open(Path.of(arguments[1]));
    if (arguments[0].equals("serve")) {
      try (ServeLock lock = directory.lockForServing()) {
        waitForEnd("serving " + lock.getClass().getSimpleName());
      }
    } else {
      try (Database database =
          Database.open(DatabaseConfig.embedded().withPoolSize(2), directory)) {
        waitForEnd("port " + database.connectionInfo().port());
      }
    }
  }

  private static void waitForEnd(String ready) throws IOException {
    System.out.println(ready);
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }
}
