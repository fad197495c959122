package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.retention.Doubt;
import dev.yinhu.accessaudit.retention.Hold;
import dev.yinhu.accessaudit.retention.Pruned;
import dev.yinhu.accessaudit.retention.RetentionPolicy;
import dev.yinhu.accessaudit.retention.RetentionRule;
import dev.yinhu.accessaudit.retention.Term;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.FilterText;
import dev.yinhu.accessaudit.search.QueryRefused;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the access log is kept: the policy for staff, legal holds placed by the DPO. */
public final class RetentionRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionRoutes.class);

  /** The longest wait for the index, which is a moment behind the log. */
  private static final Duration COUNTED = Duration.ofSeconds(5);

  /** How long it is told what an unattended pruning leaves before it is looked at again. */
  private static final Duration DOUBT_KEPT = Duration.ofMinutes(1);

  private static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.DPO);
  private static final Set<Role> HOLDERS = EnumSet.of(Role.DPO);
  private static final String HOLDS = "/v1/audit/holds";
  private static final JsonBody<HoldBody> HOLD = JsonBody.of(HoldBody.class);

  private final RetentionDesk desk;
  private final AuditLog log;
  private final AuditSearch search;
  private final FreeText texts;
  private volatile @Nullable Doubted doubted;

  private RetentionRoutes(RetentionDesk desk, AuditLog log, AuditSearch search, FreeText texts) {
    this.texts = texts;
    this.desk = desk;
    this.log = log;
    this.search = search;
  }

  record HoldBody(String query, String reason, @Nullable String until) {
    HoldBody {
      InvalidMember.required(query, "query");
      InvalidMember.required(reason, "reason");
    }

    @Override
    public String toString() {
      return "HoldBody[***]";
    }
  }

  record TermView(String after, String law, String article) {
    static TermView of(Term term) {
      return new TermView(term.after().toString(), term.law(), term.article());
    }
  }

  record RuleView(String query, TermView term) {
    static RuleView of(RetentionRule rule) {
      return new RuleView(FilterText.of(rule.wanted()), TermView.of(rule.term()));
    }
  }

  record PolicyView(
      @JsonProperty("default") TermView standard,
      List<RuleView> longer,
      boolean automatic,
      String policy) {
    static PolicyView of(RetentionPolicy policy) {
      return new PolicyView(
          TermView.of(policy.standard()),
          policy.longer().stream().map(RuleView::of).toList(),
          policy.automatic(),
          policy.hash());
    }
  }

  record PrunedView(
      long below, String at, String law, String article, String policy, long declared_in) {
    static PrunedView of(Pruned pruned) {
      return new PrunedView(
          pruned.boundary(),
          pruned.at().toString(),
          pruned.law(),
          pruned.article(),
          pruned.policy(),
          pruned.intent());
    }
  }

  record DoubtView(long entries, List<PauseView> pauses) {
    static DoubtView of(Doubt doubt) {
      return new DoubtView(doubt.entries(), doubt.pauses().stream().map(PauseView::of).toList());
    }
  }

  record RetentionView(
      long first_kept,
      @Nullable PrunedView pruned,
      @Nullable PolicyView policy,
      @Nullable DoubtView doubted,
      @Nullable String doubted_unknown) {}

  /**
   * What an unattended pruning leaves.
   *
   * @param unknown why that cannot be told
   * @param lookedAt in nanoseconds, of this process's own count
   */
  private record Doubted(@Nullable DoubtView view, @Nullable String unknown, long lookedAt) {
    boolean isFresh() {
      return System.nanoTime() - lookedAt < DOUBT_KEPT.toNanos();
    }
  }

  record HoldsView(List<HoldView> holds) {}

  record Placed(long id, @Nullable Long entries) {}

  record Released(long id) {}

  /**
   * The routes.
   *
   * @param search counts what a hold keeps
   * @param texts looks into reasons
   */
  public static List<Route> of(
      RetentionDesk desk, AuditLog log, AuditSearch search, FreeText texts) {
    RetentionRoutes routes = new RetentionRoutes(desk, log, search, texts);
    return List.of(
        Route.guarded(HttpMethod.GET, "/v1/audit/retention", READERS, routes::retention),
        Route.guarded(HttpMethod.GET, HOLDS, READERS, routes::holds),
        Route.guarded(HttpMethod.POST, HOLDS, HOLDERS, routes::place),
        Route.guarded(HttpMethod.POST, HOLDS + "/{id}/release", HOLDERS, routes::release));
  }

  private Future<Answer> retention(Exchange exchange) {
    return exchange.blocking(() -> {
      Doubted left = doubted();
      return Answer.json(
          new RetentionView(
              log.firstKept(),
              desk.pruned().map(PrunedView::of).orElse(null),
              desk.policy().map(PolicyView::of).orElse(null),
              left.view(),
              left.unknown()));
    });
  }

  /** Kept for a while, as it reads the log. Two that ask at once may both look. */
  private Doubted doubted() {
    Doubted kept = doubted;
    if (kept == null || !kept.isFresh()) {
      kept = look();
      doubted = kept;
    }
    return kept;
  }

  /** What is wrong with the log is no reason not to tell the rest. */
  private Doubted look() {
    try {
      return new Doubted(desk.doubt().map(DoubtView::of).orElse(null), null, System.nanoTime());
    } catch (AuditException e) {
      LOG.warn("What an unattended pruning leaves cannot be told", e);
      return new Doubted(null, e.getMessage(), System.nanoTime());
    }
  }

  private Future<Answer> holds(Exchange exchange) {
    return exchange.blocking(
        () -> Answer.json(new HoldsView(desk.holds().stream().map(this::view).toList())));
  }

  private HoldView view(Hold hold) {
    return HoldView.of(hold, desk.isInForce(hold));
  }

  private Future<Answer> place(Exchange exchange) {
    HoldBody body = exchange.json(HOLD);
    Optional<LocalDate> until = Optional.ofNullable(body.until()).map(RetentionRoutes::day);
    RetentionDesk theirs = desk.as(exchange.caller().name(), exchange.requestId());
    return exchange.blocking(() -> {
      texts.check("reason", body.reason());
      try {
        long id = theirs.place(body.query(), new Reason(body.reason()), until);
        return Answer.json(new Placed(id, count(body.query())));
      } catch (QueryRefused e) {
        throw new ProblemException(Problem.INVALID_QUERY, "/query: " + e.getMessage() + ".");
      }
    });
  }

  /** The hold is in force whether its entries can be counted or not. */
  private @Nullable Long count(String query) {
    try {
      return search.await(log.head().size() - 1, COUNTED) ? search.count(desk.wanted(query)) : null;
    } catch (AuditException e) {
      LOG.warn("The entries that a hold keeps could not be counted; it is in force", e);
      return null;
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw invalid("/until: expected a date such as 2026-12-31.");
    }
  }

  private Future<Answer> release(Exchange exchange) {
    long id = id(exchange.pathParameter("id"));
    RetentionDesk theirs = desk.as(exchange.caller().name(), exchange.requestId());
    return exchange.blocking(() -> {
      theirs.release(id);
      return Answer.json(new Released(id));
    });
  }

  private static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid("The id of a hold is a number.");
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.INVALID_REQUEST, detail);
  }
}
