package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.notices.NoticeStatus;
import dev.yinhu.notices.Notices;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.notices.CaseNotices;
import dev.yinhu.subjectrights.cases.Case;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of the notices of a request, for staff: who knows when codes go out waits for one.
 */
public final class NoticeRoutes {
  private static final Set<Role> READERS = EnumSet.of(Role.DPO, Role.AUDITOR, Role.ADMIN);

  private final CaseDesk desk;
  private final Notices notices;

  private NoticeRoutes(CaseDesk desk, Notices notices) {
    this.desk = desk;
    this.notices = notices;
  }

  private record View(
      String key,
      String state,
      @Nullable String code,
      String channel,
      int tries,
      @JsonProperty("settled_at") @Nullable String settledAt) {
    static View of(NoticeStatus status) {
      return new View(
          status.key().text(),
          status.state().wireName(),
          status.code().isEmpty() ? null : status.code(),
          status.channel().wireName(),
          status.tries(),
          status.settledAt().map(Instant::toString).orElse(null));
    }
  }

  private record Views(List<View> notices) {}

  /** The routes. */
  public static List<Route> of(CaseDesk desk, Notices notices) {
    NoticeRoutes routes = new NoticeRoutes(desk, notices);
    return List.of(
        Route.guarded(HttpMethod.GET, "/v1/requests/{id}/notices", READERS, routes::list));
  }

  private Future<Answer> list(Exchange exchange) {
    String id = exchange.pathParameter("id");
    return exchange.blocking(() -> {
      Case known =
          desk.find(id)
              .orElseThrow(() ->
                  new ProblemException(Problem.NOT_FOUND, "There is no request with this id."));
      return Answer.json(
          new Views(notices.of(CaseNotices.owner(known.id())).stream().map(View::of).toList()));
    });
  }
}
