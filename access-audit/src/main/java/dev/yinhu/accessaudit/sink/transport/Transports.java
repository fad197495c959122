package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.format.EventFormat;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.SyslogFormat;
import java.time.InstantSource;

/** Opens the transport of a sink. Immutable. */
public final class Transports {
  private final String productVersion;
  private final InstantSource clock;

  /**
   * @param productVersion the version of this software, as events tell it
   */
  public Transports(String productVersion, InstantSource clock) {
    this.productVersion = productVersion;
    this.clock = clock;
  }

  /**
   * Opens it; connects to nobody yet.
   *
   * @throws NotDelivered when a file that it needs cannot be used
   */
  public Transport open(SinkConfig sink) throws NotDelivered {
    return switch (sink.target()) {
      case SinkTarget.Syslog syslog ->
          new SyslogTransport(syslog, syslogFormat(sink.format(), syslog.sender()));
      case SinkTarget.Webhook webhook ->
          WebhookTransport.open(
              webhook, sink.format().open(productVersion, SyslogFormat.Sender.NOBODY), clock);
      case SinkTarget.Kafka kafka ->
          KafkaTransport.open(
              kafka, sink.format().open(productVersion, SyslogFormat.Sender.NOBODY));
    };
  }

  private SyslogFormat syslogFormat(FormatName format, SyslogFormat.Sender sender) {
    if (format == FormatName.SYSLOG) {
      return SyslogFormat.ofText(sender);
    }
    EventFormat inner = format.open(productVersion, sender);
    return SyslogFormat.around(inner, sender);
  }
}
