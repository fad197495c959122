package dev.yinhu.accessaudit.sink.format;

/** The formats by the names that a configuration uses. */
public enum FormatName {
  /** OCSF 1.5.0 in JSON. */
  OCSF("ocsf"),
  /** ArcSight Common Event Format, version 0. */
  CEF("cef"),
  /** RFC 5424 with structured data. */
  SYSLOG("rfc5424-syslog"),
  /** The leaf itself, with its place. */
  RAW("raw");

  private final String word;

  FormatName(String word) {
    this.word = word;
  }

  /** The name. */
  public String word() {
    return word;
  }

  /** The format, for a product version and what frames of syslog say about their sender. */
  public EventFormat open(String productVersion, SyslogFormat.Sender sender) {
    return switch (this) {
      case OCSF -> new OcsfFormat(productVersion);
      case CEF -> new CefFormat(productVersion);
      case SYSLOG -> SyslogFormat.ofText(sender);
      case RAW -> new RawFormat();
    };
  }
}
