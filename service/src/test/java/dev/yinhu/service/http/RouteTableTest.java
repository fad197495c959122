package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Route.Handling;
import dev.yinhu.service.http.RouteTable.Match;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RouteTableTest {

  private static MeteredRoute route(HttpMethod method, String path) {
    return new MeteredRoute(
        Route.open(method, path, _ -> Future.succeededFuture(Answer.text(""))),
        new SimpleMeterRegistry());
  }

  private final RouteTable table =
      new RouteTable(
          List.of(
              route(HttpMethod.GET, "/v1/entries"),
              route(HttpMethod.POST, "/v1/entries"),
              route(HttpMethod.GET, "/v1/entries/{index}"),
              route(HttpMethod.GET, "/v1/entries/{index}/proof"),
              route(HttpMethod.GET, "/tile/{+name}")));

  private String found(HttpMethod method, String path) {
    return switch (table.find(method, path)) {
      case Match.Found(var route, var parameters) -> route.route() + " " + parameters;
      case Match.OtherMethods(var allowed) -> "allowed " + allowed;
      case Match.Nowhere _ -> "nowhere";
    };
  }

  @Test
  void findsFixedPathsByMethod() {
    assertThat(found(HttpMethod.POST, "/v1/entries")).isEqualTo("POST /v1/entries {}");
    assertThat(found(HttpMethod.HEAD, "/v1/entries")).isEqualTo("GET /v1/entries {}");
    assertThat(found(HttpMethod.DELETE, "/v1/entries")).isEqualTo("allowed GET, HEAD, POST");
  }

  @Test
  void findsTemplatesAndDecodesTheirNames() {
    assertThat(found(HttpMethod.GET, "/v1/entries/7"))
        .isEqualTo("GET /v1/entries/{index} {index=7}");
    assertThat(found(HttpMethod.GET, "/v1/entries/a%2Fb+c"))
        .isEqualTo("GET /v1/entries/{index} {index=a/b+c}");
    assertThat(found(HttpMethod.GET, "/v1/entries/7/proof"))
        .isEqualTo("GET /v1/entries/{index}/proof {index=7}");
    assertThat(found(HttpMethod.PUT, "/v1/entries/7")).isEqualTo("allowed GET, HEAD");
  }

  @Test
  void aLastNameMayTakeAllFurtherSegmentsAsTheyWereSent() {
    assertThat(found(HttpMethod.GET, "/tile/0")).isEqualTo("GET /tile/{+name} {name=0}");
    assertThat(found(HttpMethod.GET, "/tile/0/x001/002.p/3"))
        .isEqualTo("GET /tile/{+name} {name=0/x001/002.p/3}");
    assertThat(found(HttpMethod.GET, "/tile/a%2Fb//c/"))
        .isEqualTo("GET /tile/{+name} {name=a%2Fb//c/}");
    assertThat(found(HttpMethod.POST, "/tile/0/1")).isEqualTo("allowed GET, HEAD");
    assertThat(found(HttpMethod.GET, "/tile")).isEqualTo("nowhere");
  }

  @Test
  void noOtherSpellingLeadsThere() {
    for (String path :
        new String[] {
          "/v1/entries/", "//v1/entries", "/v1//entries", "/v1/./entries", "/V1/entries",
          "/v1/entries/%zz", "/v1/x/../entries", "v1/entries", "", "*"
        }) {
      assertThat(found(HttpMethod.GET, path)).as(path).isEqualTo("nowhere");
    }
    assertThat(table.find(HttpMethod.GET, null)).isInstanceOf(Match.Nowhere.class);
  }

  @Test
  void twoRoutesForOnePlaceAreRefused() {
    var twice = Stream.of(1, 2).map(_ -> route(HttpMethod.GET, "/a")).toList();

    assertThatThrownBy(() -> new RouteTable(twice)).hasMessageContaining("GET /a");
  }

  @Test
  void aGuardedRouteNamesRolesAndAnOpenOneNone() {
    RouteHandler handler = _ -> Future.succeededFuture(Answer.text(""));

    assertThatThrownBy(() -> Route.guarded(HttpMethod.GET, "/a", Set.of(), handler))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new Route(HttpMethod.GET, "/a", Set.of(Role.DPO), true, new Handling.Whole(handler)))
        .isInstanceOf(IllegalArgumentException.class);
    for (String path : new String[] {"a{b", "/{+a}/b", "/{+}", "/a{+b}"}) {
      assertThatThrownBy(() -> Route.open(HttpMethod.GET, path, handler))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
