package dev.yinhu.accessaudit.sink.config;

import dev.yinhu.accessaudit.sink.format.SyslogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A receiver. */
public sealed interface SinkTarget {

  /**
   * Syslog over TCP (RFC 6587) or TLS (RFC 5425).
   *
   * @param tls absent for plain TCP
   * @param confirm how it is found out what arrived
   */
  record Syslog(
      String host, int port, Optional<Tls> tls, Confirm confirm, SyslogFormat.Sender sender)
      implements SinkTarget {}

  /**
   * TLS towards a receiver.
   *
   * @param caFile authorities in PEM; absent for those of the Java runtime
   * @param serverName the name that the receiver's certificate must carry
   * @param certificateFile our own certificate chain in PEM, for receivers that ask for one
   * @param keyFile its private key in PEM (PKCS#8); there exactly when the certificate is
   */
  record Tls(
      Optional<Path> caFile,
      String serverName,
      Optional<Path> certificateFile,
      Optional<Path> keyFile) {}

  /** Syslog has no acknowledgement; what takes its place. */
  enum Confirm {
    /** We end our side of the connection and wait until the receiver, at its end, ends its own. */
    CLOSE,
    /** The connection is still good a second after the last byte was handed to it. */
    TIME
  }

  /**
   * HTTP POST.
   *
   * @param secretFile what requests are signed with; absent for unsigned ones
   * @param tokenFile a bearer token to send; absent for none
   * @param caFile authorities in PEM; absent for those of the Java runtime
   */
  record Webhook(
      URI url,
      Body body,
      Optional<Path> secretFile,
      Optional<Path> tokenFile,
      Optional<Path> caFile)
      implements SinkTarget {
    /** The URL may hold a secret of the receiver's: only the host is shown. */
    @Override
    public String toString() {
      return "Webhook[" + url.getHost() + "]";
    }
  }

  /** How the events of a request are put together. */
  enum Body {
    /** A line for each. */
    NDJSON,
    /** An array of JSON. */
    ARRAY
  }

  /**
   * A topic of Apache Kafka.
   *
   * @param servers {@code host:port} of some brokers
   * @param propertiesFile further settings of the client, such as those of TLS and SASL
   */
  record Kafka(List<String> servers, String topic, Key key, Optional<Path> propertiesFile)
      implements SinkTarget {
    public Kafka {
      servers = List.copyOf(servers);
    }
  }

  /** The key of records, which decides their partition; order is kept within a partition. */
  enum Key {
    /** The caller: what one caller did stays in order. */
    CALLER,
    /** The log's name: everything stays in order, in one partition. */
    LOG
  }
}
