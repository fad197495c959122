package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.service.LiveService;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Values and ids of persons that must turn up nowhere but in answers. */
final class Planted {
  /** How access tokens, ciphertexts, blind indexes and tokens for values begin. */
  private static final String[] SECRETS = {"yht_", "yh1.", "yi1.", "yt1."};

  private final LiveService service;
  private final Set<String> texts = ConcurrentHashMap.newKeySet();
  private final AtomicInteger subjects = new AtomicInteger();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private long checked;

  Planted(LiveService service) {
    this.service = service;
  }

  /** Where the process logs to. */
  ByteArrayOutputStream log() {
    return log;
  }

  /** Gives the text back and remembers it. */
  String value(String text) {
    texts.add(text);
    return text;
  }

  /** The id of another person. */
  String subject() {
    return value("customer-7f3a-" + subjects.incrementAndGet() + "-end");
  }

  /** How many entries are durable now; the checkpoint may be a second behind. */
  long logSize() {
    try (AuditLog log =
        AuditLog.open(
            service.session().database().dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC())) {
      return log.head().size();
    }
  }

  void assertToldNowhere() {
    String written = log.toString(StandardCharsets.UTF_8);
    assertThat(written).contains(" /v1/").doesNotContain(SECRETS);
    String meters = service.send("GET", "/metrics", Map.of(), null).text();
    assertHoldsNone("log of the process", written);
    assertHoldsNone("meters", meters);
    for (long size = logSize(); checked < size; checked++) {
      String entry = service.get("auditor", "/v1/audit/entries/" + checked).text();
      assertThat(entry).doesNotContain(SECRETS);
      assertHoldsNone("entry " + checked, entry);
    }
  }

  private void assertHoldsNone(String where, String text) {
    for (String planted : texts) {
      assertThat(text).as(where).doesNotContain(planted);
    }
  }
}
