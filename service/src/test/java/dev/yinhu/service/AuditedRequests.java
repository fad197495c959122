package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** The requests of a whole access log, held against what clients were told. */
public final class AuditedRequests {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> ids = new ArrayList<>();

  private AuditedRequests() {}

  /** Reads the log after checking that it has no gap and that every hash and the root recompute. */
  public static AuditedRequests of(DataSource dataSource) {
    AuditedRequests requests = new AuditedRequests();
    try (AuditLog log = AuditLog.open(dataSource, AuditLogConfig.DEFAULT, Clock.systemUTC())) {
      log.recompute();
      log.forEach(
          0,
          entry -> {
            assertThat(entry.index()).isEqualTo(requests.ids.size());
            requests.ids.add(request(entry.json()));
          });
    }
    return requests;
  }

  private static String request(String json) {
    try {
      return JSON.readTree(json).path("request").asText();
    } catch (IOException e) {
      throw new AssertionError("an entry is not JSON", e);
    }
  }

  /** Every acknowledged request has its entry, and none has two. */
  public void assertHoldEachOnce(Collection<String> acknowledged) {
    List<String> found = ids.stream().filter(acknowledged::contains).toList();
    assertThat(found).as("each once").doesNotHaveDuplicates().hasSameSizeAs(acknowledged);
  }

  /** Every acknowledged request has its entry; there may be others beside them. */
  public void assertHold(Collection<String> acknowledged) {
    assertThat(ids).containsAll(acknowledged);
  }

  /** How many entries have this request id. */
  public long count(String id) {
    return ids.stream().filter(id::equals).count();
  }

  /** How many entries there are. */
  public int size() {
    return ids.size();
  }
}
