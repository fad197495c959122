package dev.yinhu.accessaudit.sink.format;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * RFC 5424: header, structured data that names the entry, and a message: one sentence, or the event
 * in another format. The frame around it is the transport's ({@link #frame}).
 *
 * <p>Safe for use by many threads.
 */
public final class SyslogFormat implements EventFormat {
  /** Facility 13, log audit (RFC 5424 section 6.2.1). */
  private static final int FACILITY = 13;

  /** RFC 5424 section 6.2.3.1 allows six digits of a second, not nine. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int FRAME_EXTRA = 12;

  /**
   * What every line says about its sender.
   *
   * @param hostname the node's name; {@code -} for none
   * @param enterprise the private enterprise number of the structured data; 32473 is the one that
   *     RFC 5612 keeps for documentation
   */
  public record Sender(String hostname, int enterprise) {
    /** Names no host. */
    public static final Sender NOBODY = new Sender("-", 32_473);

    /** 1 to 255 printable ASCII characters (RFC 5424 section 6). */
    public Sender {
      if (!hostname.matches("[!-~]{1,255}") || enterprise < 0) {
        throw new IllegalArgumentException("a host is named by 1 to 255 printable characters");
      }
    }
  }

  private final Sender sender;
  private final Optional<EventFormat> inner;

  private SyslogFormat(Sender sender, Optional<EventFormat> inner) {
    this.sender = sender;
    this.inner = inner;
  }

  /** A sentence as message: for receivers that read structured data. */
  public static SyslogFormat ofText(Sender sender) {
    return new SyslogFormat(sender, Optional.empty());
  }

  /** Another format's bytes as message. */
  public static SyslogFormat around(EventFormat inner, Sender sender) {
    return new SyslogFormat(sender, Optional.of(inner));
  }

  @Override
  public boolean isJson() {
    return false;
  }

  /**
   * The line with its length before it: octet counting (RFC 6587 section 3.4.1, RFC 5425 section
   * 4.3), so that a receiver need not guess where a message ends.
   */
  public byte[] frame(LogEvent event) {
    byte[] line = bytes(event);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(line.length + FRAME_EXTRA);
    frame.writeBytes((line.length + " ").getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(line);
    return frame.toByteArray();
  }

  @Override
  public byte[] bytes(LogEvent event) {
    Gist gist = Gist.of(event.entry());
    byte[] message =
        inner.map(format -> format.bytes(event)).orElseGet(() -> sentence(event, gist));
    ByteArrayOutputStream line = new ByteArrayOutputStream(message.length + 512);
    line.writeBytes(header(event, gist).getBytes(StandardCharsets.UTF_8));
    // A message with more than ASCII says by a BOM that it is UTF-8 (section 6.4).
    if (!isAscii(message)) {
      line.writeBytes(BOM);
    }
    line.writeBytes(message);
    return line.toByteArray();
  }

  private String header(LogEvent event, Gist gist) {
    StringBuilder text = new StringBuilder(256);
    text.append('<').append(FACILITY * 8 + severity(gist.gravity())).append(">1 ");
    TIME.formatTo(event.entry().time().truncatedTo(ChronoUnit.MICROS), text);
    text.append(' ').append(sender.hostname()).append(" yinhu - ").append(event.kind()).append(' ');
    structured(text, event, gist);
    return text.append(' ').toString();
  }

  private void structured(StringBuilder text, LogEvent event, Gist gist) {
    text.append("[yinhu@").append(sender.enterprise());
    param(text, "origin", event.origin());
    param(text, "index", Long.toString(event.index()));
    param(text, "hash", event.leafHash());
    if (inner.isEmpty()) {
      param(text, "request", event.entry().requestId());
      param(text, "who", event.who());
      param(text, "what", event.what());
      param(text, "status", gist.status().name().toLowerCase(Locale.ROOT));
      details(text, event);
      gist.refusals().forEach(refusal -> param(text, "refusal", refusal));
    }
    text.append(']');
  }

  /** A name may be repeated in an element (section 6.3.3), as fields and subjects are. */
  private static void details(StringBuilder text, LogEvent event) {
    switch (event.entry()) {
      case AuditEntry.Access access -> access(text, access);
      case AuditEntry.Admin admin -> {
        param(text, "phase", admin.phase().name().toLowerCase(Locale.ROOT));
        admin.details().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(detail -> param(text, "detail", detail.getKey() + "=" + detail.getValue()));
      }
      case AuditEntry.Reading reading -> {
        reading.subject().ifPresent(subject -> param(text, "subject", subject));
        param(text, "shown", Long.toString(reading.count()));
      }
      case AuditEntry.Unknown _ -> {}
    }
  }

  private static void access(StringBuilder text, AuditEntry.Access access) {
    access.purpose().ifPresent(purpose -> param(text, "purpose", purpose.key()));
    access.behalf().actor().ifPresent(actor -> param(text, "staff", actor.code()));
    access.behalf().reason().ifPresent(reason -> param(text, "reason", reason.text()));
    param(text, "register", Long.toString(access.registerVersion()));
    for (Item item : access.items()) {
      param(text, "field", field(item));
    }
    List<String> subjects =
        access.items().stream().flatMap(item -> item.subjects().stream()).distinct().toList();
    subjects.forEach(subject -> param(text, "subject", subject));
  }

  private static String field(Item item) {
    String detail = item.detail().isEmpty() ? "" : ":" + item.detail();
    return item.field() + ":" + item.outcome() + ":" + item.count() + detail;
  }

  private static void param(StringBuilder text, String name, String value) {
    text.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
  }

  /** Quotation mark, backslash and closing bracket (section 6.3.3); line ends cannot be. */
  static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("]", "\\]")
        .replace('\n', ' ')
        .replace('\r', ' ');
  }

  private static byte[] sentence(LogEvent event, Gist gist) {
    String text =
        "%s by %s: %s"
            .formatted(event.what(), event.who(), gist.status().name().toLowerCase(Locale.ROOT));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** 6 informational, 5 notice, 4 warning, 3 error (RFC 5424 section 6.2.1). */
  private static int severity(Gist.Gravity gravity) {
    return switch (gravity) {
      case USUAL -> 6;
      case REFUSAL -> 5;
      case TAMPERING -> 4;
      case CANARY -> 3;
    };
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
