package dev.yinhu.service.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One line of text for people; a line break inside a message cannot start a line of its own. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

  private final DateTimeFormatter time;

  LineEncoder(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone);
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder(160);
    time.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel()).append(' ').append(simple(event.getLoggerName()));
    line.append(": ").append(event.getFormattedMessage().replaceAll("\\R", " ⏎ "));
    var failure = event.getThrowableProxy();
    if (failure != null) {
      line.append("\n  ").append(Failure.printed(failure).replace("\n", "\n  "));
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String simple(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
