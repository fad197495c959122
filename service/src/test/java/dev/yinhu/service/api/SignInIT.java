package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Route;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedService.class)
final class SignInIT {
  private static final Map<Role, String> CALLERS =
      Map.of(
          Role.SERVICE, "order-service",
          Role.DPO, "dpo",
          Role.AUDITOR, "auditor",
          Role.ADMIN, "admin");

  private final LiveService service;

  SignInIT(LiveService service) {
    this.service = service;
  }

  private Reply register(String token) {
    return service.send("GET", "/v1/register", Map.of("Authorization", "Bearer " + token), null);
  }

  /** Of warnings, drills, exceptions and holds there is none with the number that is asked for. */
  private static Object[] expected(Route route) {
    boolean ofOne =
        (route.path().contains("{id}") && !route.path().startsWith("/v1/subjects/"))
            || route.path().startsWith("/v1/drills/{number}");
    return ofOne ? new Object[] {400, 404, 409, 415} : new Object[] {200, 400, 415};
  }

  @Test
  void everyGuardedRouteWantsAGoodTokenOfARightRole() {
    Await.until(
        "the first tile is published",
        () ->
            service
                    .send("GET", "/audit/log/tile/0/000.p/1", service.headers("auditor"), null)
                    .status()
                == 200);
    for (Route route : service.routes()) {
      if (!route.open()) {
        String path =
            route
                .path()
                .replace("{keyring}", "field")
                .replace("{rule}", "denials")
                .replace("{+tile}", "0/000.p/1")
                .replaceAll("[{][a-z]+[}]", "0");
        String method = route.method().name();
        String body = method.equals("GET") ? null : "{}";
        assertThat(service.send(method, path, Map.of(), body).problem())
            .as("%s without a token", route)
            .isEqualTo("401 missing-token");
        CALLERS.forEach((role, caller) -> {
          Reply reply = service.send(method, path, service.headers(caller), body);
          if (route.roles().contains(role)) {
            assertThat(reply.status()).as("%s by %s", route, role).isIn(expected(route));
          } else {
            assertThat(reply.problem()).as("%s by %s", route, role).isEqualTo("403 wrong-role");
          }
        });
      }
    }
  }

  @Test
  void aBadTokenIsToldApartByItsExpiryOnly() {
    String good = service.token("auditor");
    String wrong = good.substring(0, good.length() - 2) + "AA";

    assertThat(register(wrong).problem()).isEqualTo("401 invalid-token");
    assertThat(register("nonsense").problem()).isEqualTo("401 invalid-token");
    assertThat(register("").problem()).startsWith("401 ");
    assertThat(register(service.expiredToken()).problem()).isEqualTo("401 expired-token");
    assertThat(register(wrong).header("WWW-Authenticate")).startsWith("Bearer ");
    assertThat(register(good).status()).isEqualTo(200);
  }

  @Test
  void aRevokedTokenIsRefusedAtOnceWhileServing() {
    String token = service.session().addCaller("leaver", Role.DPO, Optional.empty()).reveal();
    assertThat(register(token).status()).isEqualTo(200);

    assertThat(service.session().revokeCaller("leaver", false)).isEqualTo(1);

    Await.until("the token is refused", () -> register(token).status() != 200);
    assertThat(register(token).problem()).isEqualTo("401 invalid-token");
  }
}
