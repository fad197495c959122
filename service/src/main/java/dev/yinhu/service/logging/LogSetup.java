package dev.yinhu.service.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.yinhu.service.config.YinhuConfig.Logging;
import java.io.OutputStream;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the log of the process up. Libraries never go below WARN, whatever level is configured: at
 * DEBUG some print the bytes they carry.
 */
public final class LogSetup {

  private static final String OURS = "dev.yinhu";

  /** A driver of databases that are scanned: its warnings may quote values of theirs. */
  private static final String DRIVER = "org.mariadb.jdbc";

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /**
   * Lucene would tell every command of an optional module that speeds up what is not done here.
   * Held here, as the Java runtime forgets the level of a logger that nobody holds.
   */
  private static final java.util.logging.Logger LUCENE =
      java.util.logging.Logger.getLogger(
          "org.apache.lucene.internal.vectorization.VectorizationProvider");

  private LogSetup() {}

  /** For commands: warnings and errors as text. */
  public static void quiet(OutputStream out) {
    apply(new LineEncoder(ZONE), Level.WARN, out);
  }

  /** For a service, as configured. */
  public static void configured(Logging logging, OutputStream out) {
    Encoder<ILoggingEvent> encoder =
        switch (logging.format()) {
          case TEXT -> new LineEncoder(ZONE);
          case JSON -> new JsonLineEncoder();
        };
    apply(encoder, Level.toLevel(logging.level().name()), out);
  }

  private static void apply(Encoder<ILoggingEvent> encoder, Level level, OutputStream out) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new IllegalStateException("the log is not Logback; check the class path");
    }
    context.reset();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(context);
    if (encoder instanceof ContextAwareBase aware) {
      aware.setContext(context);
    }
    encoder.start();
    appender.setEncoder(encoder);
    appender.setOutputStream(new LeftOpen(out));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
    context.getLogger(OURS).setLevel(level);
    context.getLogger(DRIVER).setLevel(Level.OFF);
    LUCENE.setLevel(java.util.logging.Level.SEVERE);
  }
}
