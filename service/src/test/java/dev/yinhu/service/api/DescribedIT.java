package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import dev.yinhu.service.http.Route;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The description against the running service. That each answer of each test here fits it is
 * checked by {@link LiveService} itself.
 */
@ExtendWith(SharedService.class)
final class DescribedIT {
  /**
   * Of what has an id that nobody can guess; they are read in SignalsIT, ScanJobsIT, RequestsIT,
   * IncidentsIT, DrillsIT and TellPeopleIT.
   */
  private static final Set<String> OF_ONE =
      Set.of(
          "/v1/warnings/{id}",
          "/v1/incidents/{id}",
          "/v1/drills/{number}",
          "/v1/incidents/{id}/timeline",
          "/v1/incidents/{id}/actions",
          "/v1/incidents/{id}/scope",
          "/v1/incidents/{id}/severity",
          "/v1/incidents/{id}/duties",
          "/v1/incidents/{id}/notices",
          "/v1/incidents/{id}/compensation",
          "/v1/incidents/{id}/report",
          "/v1/incidents/{id}/report/form",
          "/v1/scans/{id}",
          "/v1/findings/{id}",
          "/v1/requests/{id}",
          "/v1/requests/{id}/preview",
          "/v1/requests/{id}/notices",
          "/v1/requests/{id}/package",
          "/v1/requests/{id}/certificate",
          "/v1/requests/indicators/snapshots/{id}");

  private final LiveService service;

  DescribedIT(LiveService service) {
    this.service = service;
  }

  @Test
  void everyRouteIsDescribedAndEverythingDescribedIsARoute() {
    service.contract().assertDescribes(service.routes());
    service.contract().assertExamplesFit();
    service.contract().assertNoTextIsCutOff();
  }

  /** An address of the route behind which something is, in a log of any size. */
  private static String path(Route route) {
    return route.path().replace("{+tile}", "0/000.p/1").replaceAll("\\{[a-z_]+}", "0");
  }

  @Test
  void headAnswersAsGetWithoutABody() {
    Await.until("the first tile is published", () -> tile().status() == 200);
    for (Route route : service.routes()) {
      if (route.method().name().equals("GET") && !OF_ONE.contains(route.path())) {
        String path = path(route);
        Map<String, String> headers = route.open() ? Map.of() : service.headers("dpo");
        Reply get = service.send("GET", path, headers, null);
        Reply head = service.send("HEAD", path, headers, null);
        assertThat(head.status()).as(path).isEqualTo(200).isEqualTo(get.status());
        assertThat(head.text()).as(path).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
      }
    }
  }

  private Reply tile() {
    return service.send("GET", "/audit/log/tile/0/000.p/1", service.headers("dpo"), null);
  }

  @Test
  void otherMethodsAndOtherPathsAreProblems() {
    for (Route route : service.routes()) {
      Reply reply = service.send("PATCH", path(route), Map.of(), null);
      assertThat(reply.problem()).as("%s", route).isEqualTo("405 method-not-allowed");
      assertThat(reply.header("Allow")).contains(route.method().name());
    }
    for (String path : new String[] {"/", "/v1", "/v1/encrypt/", "/v2/encrypt", "/healthz/x"}) {
      assertThat(service.send("GET", path, Map.of(), null).problem())
          .as(path)
          .isEqualTo("404 not-found");
    }
  }

  @Test
  void metersHoldNothingThatACallerSent() {
    String sent = "sent-by-a-caller";
    service.send("GET", "/" + sent, Map.of("X-Request-Id", sent, "X-" + sent, sent), null);
    service.send("POST", "/v1/decrypt?" + sent, Map.of("Authorization", "Bearer " + sent), sent);
    service.reveal("order-service", sent, "clear", sent, sent, sent);

    String meters = service.send("GET", "/metrics", Map.of(), null).text();

    assertThat(meters)
        .contains("route=\"/v1/decrypt\"", "route=\"/unmatched\"")
        .doesNotContain(sent, "order-service", "deliver-order");
  }
}
