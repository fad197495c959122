package dev.yinhu.accessaudit.sink.config;

import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.SyslogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a sink of its section. Problems are told to the section. */
final class SinkReader {
  private static final String HOST = "[A-Za-z0-9.:_-]{1,253}";
  private static final String HOST_TEXT = "a host name or an address";
  private static final String FALSE = "false";
  private static final int SYSLOG_TLS_PORT = 6_514;
  private static final int SYSLOG_TCP_PORT = 601;

  private final SinkSection section;

  SinkReader(SinkSection section) {
    this.section = section;
  }

  /** The sink; empty when its type is unknown. */
  Optional<SinkConfig> read() {
    String type = section.required("type", "syslog|webhook|kafka", "syslog, webhook or kafka");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    FormatName format = format(type);
    SinkFilter filter =
        new SinkFilter(
            Set.copyOf(section.list("kinds", "access|admin|reading", "access, admin or reading")),
            Set.copyOf(section.list("outcomes", "[a-z-]{1,40}", "a code of an outcome")));
    SinkConfig.Start start =
        section.word("from", "beginning", "now").equals("now")
            ? SinkConfig.Start.NOW
            : SinkConfig.Start.BEGINNING;
    SinkTarget target =
        switch (type) {
          case "syslog" -> syslog();
          case "webhook" -> webhook(format);
          default -> kafka();
        };
    section.rest(type);
    return Optional.of(new SinkConfig(section.name(), target, format, filter, start));
  }

  private FormatName format(String type) {
    String fallback = type.equals("syslog") ? FormatName.SYSLOG.word() : FormatName.OCSF.word();
    List<String> words = Arrays.stream(FormatName.values()).map(FormatName::word).toList();
    String word =
        section
            .text("format", String.join("|", words), "one of " + String.join(", ", words))
            .orElse(fallback);
    return Arrays.stream(FormatName.values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private SinkTarget syslog() {
    String host = section.required("host", HOST, HOST_TEXT);
    boolean plain = section.word("tls", "true", FALSE).equals(FALSE);
    int port = section.number("port", 1, 65_535, plain ? SYSLOG_TCP_PORT : SYSLOG_TLS_PORT);
    SinkTarget.Confirm confirm =
        section.word("confirm", "close", "time").equals("time")
            ? SinkTarget.Confirm.TIME
            : SinkTarget.Confirm.CLOSE;
    var sender =
        new SyslogFormat.Sender(
            section
                .text("hostname", "[!-~]{1,255}", "1 to 255 printable ASCII characters")
                .orElse(SyslogFormat.Sender.NOBODY.hostname()),
            section.number("enterprise", 1, 999_999_999, SyslogFormat.Sender.NOBODY.enterprise()));
    return new SinkTarget.Syslog(
        host, port, plain ? Optional.empty() : Optional.of(tls(host)), confirm, sender);
  }

  private SinkTarget.Tls tls(String host) {
    SinkTarget.Tls tls =
        new SinkTarget.Tls(
            section.readable("ca_file"),
            section.text("server_name", HOST, HOST_TEXT).orElse(host),
            section.readable("certificate_file"),
            section.readable("key_file"));
    if (tls.certificateFile().isPresent() != tls.keyFile().isPresent()) {
      section.problem("certificate_file and key_file go together");
    }
    return tls;
  }

  private SinkTarget webhook(FormatName format) {
    String url =
        section.required(
            "url", "https?://[^\\s@/?#]+([/?][^\\s#]*)?", "a URL of http or https without user");
    SinkTarget.Body body =
        section.word("body", "ndjson", "array").equals("array")
            ? SinkTarget.Body.ARRAY
            : SinkTarget.Body.NDJSON;
    if (body == SinkTarget.Body.ARRAY && format != FormatName.OCSF && format != FormatName.RAW) {
      section.problem("body: an array takes the formats ocsf and raw");
    }
    Optional<Path> secret = section.readable("secret_file");
    Optional<Path> token = section.readable("token_file");
    Optional<Path> authorities = section.readable("ca_file");
    if (token.isPresent() && !url.startsWith("https:")) {
      section.problem("token_file: a token is sent over https only");
    }
    return new SinkTarget.Webhook(uri(url), body, secret, token, authorities);
  }

  private URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      section.problem("url: expected a URL of http or https without user");
      return URI.create("https://invalid.invalid/");
    }
  }

  private SinkTarget kafka() {
    List<String> servers =
        section.list("servers", "[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5}", "host:port of a broker");
    if (servers.isEmpty()) {
      section.problem("servers is missing: expected host:port of some brokers");
    }
    String topic = section.required("topic", "[A-Za-z0-9._-]{1,249}", "the name of a topic");
    SinkTarget.Key key =
        section.word("key", "caller", "log").equals("log")
            ? SinkTarget.Key.LOG
            : SinkTarget.Key.CALLER;
    return new SinkTarget.Kafka(servers, topic, key, section.readable("properties_file"));
  }
}
