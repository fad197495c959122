package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;

/** Brings requests of customers and waits for them. */
final class DemoRequests {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Set<String> ENDS =
      Set.of("completed", "needs-human", "refused", "cancelled", "expired", "deferred");

  private DemoRequests() {}

  /** The address of the request. */
  static String asked(DemoClient client, String type, String customer) {
    ObjectNode body = DemoClient.object().put("type", type).put("subject", customer);
    DemoClient.Reply reply = client.post("order-service", "/v1/requests", body);
    if (reply.status() != 202) {
      throw new DemoException("the request was not taken in (status %d)".formatted(reply.status()));
    }
    return "/v1/requests/" + reply.json().path("id").asText();
  }

  /** The state at which it ends or waits for somebody. */
  static String awaited(DemoClient client, String at) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String state = client.get("dpo", at).json().path("state").asText();
      if (ENDS.contains(state) || System.nanoTime() > end) {
        return state;
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoException("interrupted while a request was carried out", e);
      }
    }
  }
}
