package dev.yinhu.service.api;

import dev.yinhu.crypto.KeyLifeCycle;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The life cycle of keys: status for staff, changes for administrators. */
public final class KeyRoutes {
  private static final Set<Role> READERS = EnumSet.of(Role.ADMIN, Role.DPO, Role.AUDITOR);
  private static final Set<Role> WRITERS = EnumSet.of(Role.ADMIN);
  private static final String KEYRING = "/v1/keys/{keyring}";
  private static final String VERSION = KEYRING + "/versions/{version}";
  private static final String DESTRUCTION = VERSION + "/destruction";
  private static final JsonBody<StateBody> STATE = JsonBody.of(StateBody.class);
  private static final JsonBody<LowestBody> LOWEST = JsonBody.of(LowestBody.class);

  private final KeyLifeCycle keys;
  private final AdminChanges changes;

  private KeyRoutes(KeyLifeCycle keys, AdminChanges changes) {
    this.keys = keys;
    this.changes = changes;
  }

  record StateBody(String state) {
    StateBody {
      InvalidMember.required(state, "state");
    }

    KeyState wanted() {
      return KeyState.of(state)
          .orElseThrow(() ->
              new ProblemException(
                  Problem.INVALID_REQUEST,
                  "/state: expected active, suspended, deactivated or compromised."));
    }
  }

  record LowestBody(int version) {}

  record Rotated(String keyring, int active) {}

  record StateChanged(String keyring, int version, String from, String state, int active) {}

  record LowestSet(String keyring, int min_decrypt_version, int before) {}

  /** The routes. */
  public static List<Route> of(KeyLifeCycle keys, AdminChanges changes) {
    KeyRoutes routes = new KeyRoutes(keys, changes);
    return List.of(
        Route.guarded(HttpMethod.GET, "/v1/keys", READERS, routes::status),
        Route.guarded(HttpMethod.POST, KEYRING + "/rotate", WRITERS, routes::rotate),
        Route.guarded(
            HttpMethod.POST, KEYRING + "/min-decrypt-version", WRITERS, routes::setLowest),
        Route.guarded(HttpMethod.POST, VERSION + "/state", WRITERS, routes::changeState),
        Route.guarded(HttpMethod.POST, DESTRUCTION, WRITERS, routes::request),
        Route.guarded(HttpMethod.POST, DESTRUCTION + "/approve", WRITERS, routes::approve),
        Route.guarded(HttpMethod.DELETE, DESTRUCTION, WRITERS, routes::restore));
  }

  private Future<Answer> status(Exchange exchange) {
    return exchange.blocking(() -> Answer.json(KeyView.of(keys.status())));
  }

  private Future<Answer> rotate(Exchange exchange) {
    KeyringName keyring = keyring(exchange);
    return change(exchange, desk -> new Rotated(keyring.text(), desk.rotate(keyring)));
  }

  private Future<Answer> setLowest(Exchange exchange) {
    KeyringName keyring = keyring(exchange);
    int lowest = exchange.json(LOWEST).version();
    return change(
        exchange,
        desk -> new LowestSet(keyring.text(), lowest, desk.setMinDecryptVersion(keyring, lowest)));
  }

  private Future<Answer> changeState(Exchange exchange) {
    KeyringName keyring = keyring(exchange);
    int version = version(exchange);
    KeyState wanted = exchange.json(STATE).wanted();
    return change(
        exchange,
        desk -> {
          KeyLifeCycle.StateChange done = desk.changeState(keyring, version, wanted);
          return new StateChanged(
              keyring.text(), version, done.from().word(), done.to().word(), done.active());
        });
  }

  private Future<Answer> request(Exchange exchange) {
    KeyringName keyring = keyring(exchange);
    int version = version(exchange);
    return change(exchange, desk -> KeyView.Version.of(desk.requestDestruction(keyring, version)));
  }

  private Future<Answer> approve(Exchange exchange) {
    KeyringName keyring = keyring(exchange);
    int version = version(exchange);
    return change(exchange, desk -> KeyView.Version.of(desk.approveDestruction(keyring, version)));
  }

  private Future<Answer> restore(Exchange exchange) {
    KeyringName keyring = keyring(exchange);
    int version = version(exchange);
    return change(exchange, desk -> KeyView.Version.of(desk.restore(keyring, version)));
  }

  private Future<Answer> change(Exchange exchange, Function<KeyDesk, Object> change) {
    KeyDesk desk = new KeyDesk(keys, changes, exchange.caller().name(), exchange.requestId());
    return exchange.blocking(() -> Answer.json(change.apply(desk)));
  }

  private static KeyringName keyring(Exchange exchange) {
    return KeyringName.named(exchange.pathParameter("keyring"))
        .orElseThrow(() ->
            new ProblemException(
                Problem.NOT_FOUND, "There is no such keyring; GET /v1/keys lists them."));
  }

  private static int version(Exchange exchange) {
    @Nullable Integer number = null;
    try {
      number = Integer.valueOf(exchange.pathParameter("version"));
    } catch (NumberFormatException _) {
      // Told below, with those that are no number of a version.
    }
    if (number == null || number < 1) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "The version of a keyring is a number from 1.");
    }
    return number;
  }
}
