package dev.yinhu.service.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** Prints a failure without the words of libraries. Stateless. */
final class Failure {

  private static final String OURS = "dev.yinhu.";
  private static final int MOST_CAUSES = 8;
  private static final int MOST_FRAMES = 60;

  private Failure() {}

  static String printed(IThrowableProxy failure) {
    var text = new StringBuilder();
    @Nullable IThrowableProxy next = failure;
    for (int depth = 0; next != null && depth <= MOST_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "\ncaused by ").append(next.getClassName());
      if (next.getClassName().startsWith(OURS) && next.getMessage() != null) {
        text.append(": ").append(next.getMessage());
      }
      frames(next, text);
      next = next.isCyclic() ? null : next.getCause();
    }
    return text.toString();
  }

  private static void frames(IThrowableProxy failure, StringBuilder text) {
    StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
    if (frames == null) {
      return;
    }
    int own = Math.min(MOST_FRAMES, Math.max(1, frames.length - failure.getCommonFrames()));
    for (int i = 0; i < Math.min(own, frames.length); i++) {
      text.append("\n    ").append(frames[i].getSTEAsString());
    }
  }
}
