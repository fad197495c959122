package dev.yinhu.service.api;

import dev.yinhu.crypto.Canaries;
import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.fieldaccess.CanaryMinting;
import dev.yinhu.fieldaccess.CanaryOrder;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.MintedCanary;
import dev.yinhu.register.FieldRef;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Making, counting and retiring canaries. What is recorded of making them are counts by field. */
public final class CanaryRoutes {
  private static final Set<Role> KEEPERS = EnumSet.of(Role.DPO, Role.ADMIN);
  private static final JsonBody<CanaryBody> MINT = JsonBody.of(CanaryBody.class);
  private static final JsonBody<CanaryBody.Retire> RETIRE = JsonBody.of(CanaryBody.Retire.class);

  private final FieldAccess access;
  private final Canaries canaries;
  private final AdminChanges changes;

  private CanaryRoutes(FieldAccess access, Canaries canaries, AdminChanges changes) {
    this.access = access;
    this.canaries = canaries;
    this.changes = changes;
  }

  /** The routes. */
  public static List<Route> of(FieldAccess access, Canaries canaries, AdminChanges changes) {
    CanaryRoutes routes = new CanaryRoutes(access, canaries, changes);
    return List.of(
        Route.guarded(HttpMethod.POST, "/v1/canaries", KEEPERS, routes::mint),
        Route.guarded(HttpMethod.GET, "/v1/canaries", KEEPERS, routes::counts),
        Route.guarded(HttpMethod.POST, "/v1/canaries/retire", KEEPERS, routes::retire));
  }

  private record Minted(List<Canary> canaries) {}

  /** What {@code POST /v1/index} calls index: what to store. */
  private record Part(String index) {}

  private record Canary(
      String field,
      @Nullable String subject,
      String value,
      String ciphertext,
      @Nullable Integer key_version,
      @Nullable String index,
      @Nullable Map<String, Part> parts,
      @Nullable String token,
      @Nullable String expires) {}

  private record Counts(List<Canaries.Count> canaries) {}

  private record Retired(int retired) {}

  private Future<Answer> mint(Exchange exchange) {
    List<CanaryOrder> orders = exchange.json(MINT).toOrders();
    CanaryMinting minting = access.canaries();
    check(minting, orders);
    Map<String, String> told =
        orders.stream()
            .collect(
                Collectors.groupingBy(
                    CanaryOrder::field, Collectors.summingInt(CanaryOrder::count)))
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> Integer.toString(e.getValue())));
    var change = change(exchange, "canaries-mint", told);
    return exchange
        .blocking(() -> changes.make(change, () -> minting.mint(orders), done -> Map.of()))
        .map(CanaryRoutes::minted);
  }

  private static void check(CanaryMinting minting, List<CanaryOrder> orders) {
    List<ProblemException.At> errors = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      String pointer = "/items/" + i;
      minting
          .problem(orders.get(i))
          .ifPresent(told -> errors.add(new ProblemException.At(pointer, told)));
    }
    if (orders.isEmpty() || !errors.isEmpty()) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "Mend every place in errors.", errors, Optional.empty());
    }
    if (orders.stream().mapToLong(CanaryOrder::count).sum() > CanaryMinting.MOST) {
      throw new ProblemException(
          Problem.TOO_MANY_ITEMS, "At most " + CanaryMinting.MOST + " canaries; split the batch.");
    }
  }

  private static AdminChanges.Change change(
      Exchange exchange, String action, Map<String, String> details) {
    return new AdminChanges.Change(exchange.caller().name(), exchange.requestId(), action, details);
  }

  private static Answer minted(List<MintedCanary> minted) {
    return Answer.json(new Minted(minted.stream().map(CanaryRoutes::canary).toList()));
  }

  private static Canary canary(MintedCanary one) {
    OptionalInt version = one.ciphertext().keyVersion();
    return new Canary(
        one.field(),
        one.subject().orElse(null),
        one.value(),
        one.ciphertext().value(),
        version.isPresent() ? version.getAsInt() : null,
        one.indexes().flatMap(ItemResult.Indexed::index).map(IndexTerms::store).orElse(null),
        one.indexes().map(ItemResult.Indexed::parts).map(CanaryRoutes::parts).orElse(null),
        one.token().map(ItemResult.Tokenized::token).orElse(null),
        one.token().flatMap(ItemResult.Tokenized::expires).map(Instant::toString).orElse(null));
  }

  private static @Nullable Map<String, Part> parts(Map<String, IndexTerms> parts) {
    if (parts.isEmpty()) {
      return null;
    }
    Map<String, Part> named = new TreeMap<>();
    parts.forEach((name, terms) -> named.put(name, new Part(terms.store())));
    return named;
  }

  private Future<Answer> counts(Exchange exchange) {
    return exchange.blocking(canaries::counts).map(counts -> Answer.json(new Counts(counts)));
  }

  private Future<Answer> retire(Exchange exchange) {
    FieldRef field = field(exchange.json(RETIRE).field());
    var change = change(exchange, "canaries-retire", Map.of("field", field.text()));
    return exchange
        .blocking(() ->
            changes.make(
                change,
                () -> canaries.retire(field),
                retired -> Map.of("retired", Integer.toString(retired))))
        .map(retired -> Answer.json(new Retired(retired)));
  }

  private FieldRef field(String name) {
    return access
        .canaries()
        .field(name)
        .orElseThrow(() ->
            new ProblemException(
                Problem.INVALID_REQUEST, "/field: the register declares no field of this name."));
  }
}
