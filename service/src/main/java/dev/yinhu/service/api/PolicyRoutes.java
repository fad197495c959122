package dev.yinhu.service.api;

import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.policy.PolicyText;
import dev.yinhu.register.policy.PrivacyPolicy;
import dev.yinhu.register.policy.Tongue;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The privacy policy that follows from the register in force. */
public final class PolicyRoutes {
  private static final Set<Role> READERS = EnumSet.allOf(Role.class);

  private final RegisterStore store;
  private final RegisterReader reader;
  private final ZoneId zone;

  private PolicyRoutes(RegisterStore store, RegisterReader reader, ZoneId zone) {
    this.store = store;
    this.reader = reader;
    this.zone = zone;
  }

  /**
   * The route.
   *
   * @param zone whose days count
   */
  public static List<Route> of(RegisterStore store, RegisterReader reader, ZoneId zone) {
    PolicyRoutes routes = new PolicyRoutes(store, reader, zone);
    return List.of(Route.guarded(HttpMethod.GET, "/v1/register/policy", READERS, routes::policy));
  }

  /** In the language asked for; as a page for whoever prefers HTML. */
  private Future<Answer> policy(Exchange exchange) {
    Tongue tongue = tongue(exchange.query(Set.of("lang")).get("lang").orElse("zh"));
    boolean page = exchange.header("Accept").orElse("").contains("text/html");
    return exchange.blocking(() -> {
      PolicyText text = text(tongue);
      return new Answer(
          200,
          page ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8",
          Buffer.buffer(page ? text.html() : text.markdown()),
          List.of());
    });
  }

  private static Tongue tongue(String word) {
    return switch (word) {
      case "zh" -> Tongue.ZH;
      case "en" -> Tongue.EN;
      default -> throw QueryParameters.expected("lang", "zh or en");
    };
  }

  private PolicyText text(Tongue tongue) {
    StoredRegister stored =
        store
            .current()
            .orElseThrow(
                () -> new ProblemException(Problem.NOT_FOUND, "No register was applied yet."));
    Register register =
        reader
            .read(stored.sources())
            .register()
            .orElseThrow(() ->
                new ProblemException(
                    Problem.NOT_FOUND, "The newest register cannot be read by this release."));
    LocalDate since = LocalDate.ofInstant(stored.appliedAt(), zone);
    return PrivacyPolicy.of(register, stored.version(), since, tongue);
  }
}
