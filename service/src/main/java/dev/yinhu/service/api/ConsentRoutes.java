package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import dev.yinhu.subjectrights.consent.ConsentEvent;
import dev.yinhu.subjectrights.consent.ConsentStanding;
import dev.yinhu.subjectrights.consent.Consents;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Consent: the texts that people are shown, what they decide, and how it stands. */
public final class ConsentRoutes {
  private static final String TEXTS = "/v1/consent-texts";
  private static final Set<Role> PUBLISHERS = EnumSet.of(Role.DPO);
  private static final Set<Role> BRINGERS = EnumSet.of(Role.SERVICE, Role.DPO);
  private static final Set<Role> READERS =
      EnumSet.of(Role.SERVICE, Role.DPO, Role.AUDITOR, Role.ADMIN);
  private static final Set<Role> SEERS = EnumSet.of(Role.SERVICE, Role.DPO, Role.AUDITOR);
  private static final JsonBody<ConsentTextBody> TEXT = JsonBody.of(ConsentTextBody.class);
  private static final JsonBody<ConsentBody> CONSENT = JsonBody.of(ConsentBody.class);

  private final Consents consents;
  private final Supplier<Register> register;
  private final Persons persons;
  private final ConsentDesk desk;

  private ConsentRoutes(
      Consents consents, Supplier<Register> register, Persons persons, ConsentDesk desk) {
    this.consents = consents;
    this.register = register;
    this.persons = persons;
    this.desk = desk;
  }

  private record Texts(List<ConsentView.Text> texts) {}

  private record Recorded(long id, @Nullable String request) {}

  /**
   * The routes.
   *
   * @param register that in force
   * @param cases opens requests where recipients are to be told
   */
  public static List<Route> of(
      Consents consents, Supplier<Register> register, Persons persons, CaseDesk cases) {
    ConsentDesk desk = new ConsentDesk(consents, register, persons, cases);
    ConsentRoutes routes = new ConsentRoutes(consents, register, persons, desk);
    return List.of(
        Route.guarded(HttpMethod.GET, TEXTS, READERS, routes::texts),
        Route.guarded(HttpMethod.PUT, TEXTS, PUBLISHERS, routes::publish),
        Route.guarded(HttpMethod.POST, "/v1/consents", BRINGERS, routes::decide),
        Route.guarded(HttpMethod.GET, "/v1/subjects/{id}/consents", SEERS, routes::show));
  }

  private Future<Answer> texts(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return exchange.blocking(
        () -> Answer.json(new Texts(consents.texts().stream().map(ConsentView.Text::of).toList())));
  }

  private Future<Answer> publish(Exchange exchange) {
    ConsentTextBody body = exchange.json(TEXT);
    Consents.Order order = order(exchange);
    return exchange.blocking(() ->
        Answer.json(
            ConsentView.Text.of(
                consents.publish(body.key(), body.words(), register.get(), order))));
  }

  private Future<Answer> decide(Exchange exchange) {
    ConsentBody body = exchange.json(CONSENT);
    Consents.Order order = order(exchange);
    return exchange.blocking(() -> {
      ConsentDesk.Recorded made = desk.decide(body.person(), body.by(order.actor()), order);
      return Answer.json(
          201, new Recorded(made.id(), made.request().map(one -> one.id().text()).orElse(null)));
    });
  }

  /** Of somebody who is not known here it is as of somebody who never decided. */
  private Future<Answer> show(Exchange exchange) {
    var _ = exchange.query(Set.of());
    SubjectId person = person(exchange.pathParameter("id"));
    Consents.Order order = order(exchange);
    return exchange.blocking(() -> {
      Optional<String> known = persons.known(person);
      List<ConsentEvent> history =
          known.map(reference -> consents.shown(reference, order)).orElse(List.of());
      return Answer.json(
          new ConsentView(
              standings(known, history).stream().map(ConsentView.Standing::of).toList(),
              history.stream().map(ConsentView.Event::of).toList()));
    });
  }

  private List<ConsentStanding> standings(Optional<String> known, List<ConsentEvent> history) {
    return known
        .map(reference -> consents.standings(reference, history, register.get()))
        .orElseGet(() -> consents.standings(register.get()));
  }

  private static SubjectId person(String id) {
    try {
      return new SubjectId(id);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "The path names nothing that can be the id of a person.");
    }
  }

  private static Consents.Order order(Exchange exchange) {
    return new Consents.Order(exchange.caller().name(), exchange.requestId());
  }
}
