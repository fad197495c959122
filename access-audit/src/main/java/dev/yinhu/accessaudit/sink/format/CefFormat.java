package dev.yinhu.accessaudit.sink.format;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * ArcSight Common Event Format, {@code CEF:0}. Source: Micro Focus Security ArcSight Common Event
 * Format, Implementing ArcSight CEF, revision 25 (2017): header and escaping in "CEF header
 * information" and "character encoding", keys and their longest values in "ArcSight extension
 * dictionary".
 */
public final class CefFormat implements EventFormat {
  /** The dictionary's bound for custom strings. */
  static final int LONGEST = 4_000;

  private final String productVersion;

  /**
   * @param productVersion the version of this software
   */
  public CefFormat(String productVersion) {
    this.productVersion = productVersion;
  }

  @Override
  public boolean isJson() {
    return false;
  }

  @Override
  public byte[] bytes(LogEvent event) {
    Gist gist = Gist.of(event.entry());
    StringBuilder line = new StringBuilder(512).append("CEF:0");
    for (String part :
        List.of(
            "Yinhu",
            "Access Audit",
            productVersion,
            event.kind() + ":" + event.what(),
            name(event),
            Integer.toString(severity(gist.gravity())))) {
      line.append('|').append(header(part));
    }
    line.append('|');
    CefKeys keys = new CefKeys(line);
    common(keys, event, gist);
    switch (event.entry()) {
      case AuditEntry.Access access -> access(keys, access);
      case AuditEntry.Admin admin -> {
        keys.custom(2, "phase", admin.phase().name().toLowerCase(Locale.ROOT));
        keys.custom(3, "details", new TreeMap<>(admin.details()).toString());
      }
      case AuditEntry.Reading reading -> {
        keys.custom(2, "filters", new TreeMap<>(reading.filters()).toString());
        reading.subject().ifPresent(subject -> keys.custom(3, "subjects", subject));
        keys.number(2, "shown", reading.count());
      }
      case AuditEntry.Unknown _ -> {}
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void common(CefKeys keys, LogEvent event, Gist gist) {
    keys.put("rt", Long.toString(event.entry().time().toEpochMilli()));
    keys.put("externalId", Long.toString(event.index()));
    keys.put("deviceExternalId", event.origin());
    keys.put("suser", event.who());
    keys.put("act", event.what());
    keys.put("outcome", outcome(gist.status()));
    if (!gist.refusals().isEmpty()) {
      keys.put("reason", String.join(",", gist.refusals()));
    }
    keys.custom(5, "leafHash", event.leafHash());
    keys.custom(6, "request", event.entry().requestId());
  }

  private static void access(CefKeys keys, AuditEntry.Access access) {
    access.purpose().ifPresent(purpose -> keys.custom(1, "purpose", purpose.key()));
    keys.custom(2, "fields", within(fields(access)));
    Set<String> subjects =
        access.items().stream()
            .flatMap(item -> item.subjects().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!subjects.isEmpty()) {
      keys.custom(3, "subjects", within(subjects));
    }
    access.behalf().actor().ifPresent(actor -> keys.custom(4, "staff", actor.code()));
    access.behalf().reason().ifPresent(reason -> keys.put("msg", reason.text()));
    keys.number(1, "registerVersion", access.registerVersion());
    keys.number(2, "values", access.items().stream().mapToLong(Item::count).sum());
    keys.number(3, "subjectCount", subjects.size());
  }

  /** Field, outcome and detail of each item. */
  private static List<String> fields(AuditEntry.Access access) {
    return access.items().stream()
        .map(item ->
            item.field()
                + ":"
                + item.outcome()
                + (item.detail().isEmpty() ? "" : ":" + item.detail()))
        .toList();
  }

  /**
   * As many as the dictionary's bound takes, whole ones, and {@code …} when there are more: the
   * entry itself has all.
   */
  private static String within(Iterable<String> all) {
    StringBuilder text = new StringBuilder();
    for (String one : all) {
      if (text.length() + one.length() + 2 > LONGEST) {
        return text.append(",…").toString();
      }
      text.append(text.isEmpty() ? "" : ",").append(one);
    }
    return text.toString();
  }

  private static String name(LogEvent event) {
    return switch (event.entry()) {
      case AuditEntry.Access _ -> "Access to personal fields: " + event.what();
      case AuditEntry.Admin _ -> "Administrative change: " + event.what();
      case AuditEntry.Reading _ -> "Reading of the access log: " + event.what();
      case AuditEntry.Unknown _ -> "Entry of an unknown kind";
    };
  }

  /** CEF: 0–3 low, 4–6 medium, 7–8 high, 9–10 very high. */
  private static int severity(Gist.Gravity gravity) {
    return switch (gravity) {
      case USUAL -> 1;
      case REFUSAL -> 3;
      case TAMPERING -> 6;
      case CANARY -> 8;
    };
  }

  private static String outcome(Gist.Status status) {
    return switch (status) {
      case DONE -> "success";
      case REFUSED -> "failure";
      case PARTLY -> "partial";
      case INTENDED -> "intent";
    };
  }

  /** A header field: pipe and backslash escaped, and one line. */
  static String header(String text) {
    return oneLine(text).replace("\\", "\\\\").replace("|", "\\|");
  }

  /** Line ends are not allowed in the header at all. */
  private static String oneLine(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }
}
