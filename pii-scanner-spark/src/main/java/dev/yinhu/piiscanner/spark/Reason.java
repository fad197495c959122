package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.ScannerException;
import dev.yinhu.register.RegisterException;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/** Why something could not be read, in words that hold no value: messages of Spark may. */
final class Reason {
  private static final int DEEPEST = 50;

  private Reason() {}

  /** Our own words, else Spark's name for the condition, else the name of the exception. */
  static String of(Throwable failure) {
    String words = failure.getClass().getSimpleName();
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof ScannerException || cause instanceof RegisterException) {
        return String.valueOf(cause.getMessage());
      }
      String condition = cause instanceof SparkThrowable spark ? spark.getCondition() : null;
      words = condition != null ? condition : cause.getClass().getSimpleName();
      cause = cause.getCause();
    }
    return words;
  }
}
