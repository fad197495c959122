package dev.yinhu.service.api;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.compensation.Account;
import dev.yinhu.breachresponse.compensation.CompensationReport;
import dev.yinhu.breachresponse.compensation.Offer;
import dev.yinhu.breachresponse.tell.AddresseeSearch;
import dev.yinhu.breachresponse.tell.PublicNotice;
import dev.yinhu.breachresponse.tell.Role;
import dev.yinhu.breachresponse.tell.Telling;
import dev.yinhu.breachresponse.tell.TellingTotals;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.text.Rendered;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.api.IncidentPaths.Work;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Telling the people of an incident, and making good. */
public final class IncidentPeopleRoutes {
  private static final JsonBody<PeopleBody.Tell> TELL = JsonBody.of(PeopleBody.Tell.class);
  private static final JsonBody<PeopleBody.Publish> PUBLISH = JsonBody.of(PeopleBody.Publish.class);
  private static final JsonBody<PeopleBody.Budget> BUDGET = JsonBody.of(PeopleBody.Budget.class);
  private static final JsonBody<PeopleBody.Offer> OFFER = JsonBody.of(PeopleBody.Offer.class);
  private static final JsonBody<PeopleBody.Of> OF = JsonBody.of(PeopleBody.Of.class);
  private static final JsonBody<PeopleBody.Pay> PAY = JsonBody.of(PeopleBody.Pay.class);
  private static final JsonBody<IncidentBody.Why> WHY = JsonBody.of(IncidentBody.Why.class);

  private final PeopleDesk desk;
  private final List<ChannelKind> channels;
  private final FreeText texts;

  private IncidentPeopleRoutes(PeopleDesk desk, List<ChannelKind> channels, FreeText texts) {
    this.desk = desk;
    this.channels = channels;
    this.texts = texts;
  }

  /**
   * The routes.
   *
   * @param channels by which people are told unless somebody says otherwise
   * @param texts looks into what people write
   */
  public static List<Route> of(
      IncidentDesk incidents, PeopleDesk desk, List<ChannelKind> channels, FreeText texts) {
    IncidentPaths paths = new IncidentPaths(incidents);
    IncidentPeopleRoutes routes = new IncidentPeopleRoutes(desk, List.copyOf(channels), texts);
    return List.of(
        paths.get("/notices", routes::notices),
        paths.post("/notices", routes::tell),
        paths.post("/notices/preview", routes::preview),
        paths.post("/notices/publish", routes::publish),
        paths.post("/notices/{item}/cancel", routes::cancel),
        paths.stream("/persons", routes::persons),
        paths.get("/compensation", routes::compensation),
        paths.post("/compensation/budget", routes::budget),
        paths.post("/compensation/offers", routes::offer),
        paths.post("/compensation/offers/of", routes::offers),
        paths.post("/compensation/offers/{item}/accept", routes::accept),
        paths.post("/compensation/offers/{item}/decline", routes::decline),
        paths.post("/compensation/offers/{item}/withdraw", routes::withdraw),
        paths.post("/compensation/offers/{item}/pay", routes::pay));
  }

  private record Told(
      List<Telling> runs,
      TellingTotals persons,
      TellingTotals guardians,
      Optional<AddresseeSearch> search,
      List<PublicNotice> published) {}

  private Work notices(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return (id, _) -> told(id);
  }

  private Told told(IncidentId id) {
    return new Told(
        desk.tellings().of(id),
        desk.tellings().totals(id, Role.PERSON),
        desk.tellings().totals(id, Role.GUARDIAN),
        desk.addressees().search(id),
        desk.tellings().published(id));
  }

  private Work tell(Exchange exchange) {
    PeopleBody.Tell body = exchange.json(TELL);
    return (id, order) -> desk.tellings().start(id, body.wish(channels), order);
  }

  private record Reading(String channel, String subject, String text) {}

  private record Readings(List<Reading> person, List<Reading> guardian) {}

  private Work preview(Exchange exchange) {
    PeopleBody.Tell body = exchange.json(TELL);
    return (id, _) -> new Readings(read(id, body, Role.PERSON), read(id, body, Role.GUARDIAN));
  }

  private List<Reading> read(IncidentId id, PeopleBody.Tell body, Role role) {
    Map<ChannelKind, Rendered> read =
        new TreeMap<>(desk.tellings().preview(id, body.wish(channels), role));
    return read.entrySet().stream()
        .map(each ->
            new Reading(
                each.getKey().wireName(), each.getValue().subject(), each.getValue().text()))
        .toList();
  }

  private Work publish(Exchange exchange) {
    PeopleBody.Publish body = exchange.json(PUBLISH);
    return (id, order) -> {
      texts.check("place", body.place());
      body.text()
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> texts.check("text", line));
      return desk.tellings().publish(id, body.where(), body.remark(), order);
    };
  }

  private Work cancel(Exchange exchange) {
    long run = IncidentWorkRoutes.item(exchange);
    IncidentBody.Why body = exchange.json(WHY);
    return (id, order) -> {
      texts.check("reason", body.reason());
      desk.tellings().cancel(id, run, body.why(), order);
      return told(id);
    };
  }

  private void persons(IncidentId id, Order order, OutputStream answer) throws IOException {
    PersonLines.write(desk.lists().take(id, order), answer);
  }

  private record Ledger(
      List<Account> accounts, boolean reconciles, List<CompensationReport.Line> report) {}

  private Work compensation(Exchange exchange) {
    var _ = exchange.query(Set.of());
    return (id, _) -> ledger(id);
  }

  private Ledger ledger(IncidentId id) {
    return new Ledger(
        desk.compensations().accounts(id),
        desk.compensations().reconciles(id),
        desk.compensations().report(id).lines());
  }

  private Work budget(Exchange exchange) {
    PeopleBody.Budget body = exchange.json(BUDGET);
    return (id, order) -> {
      texts.check("reason", body.reason());
      if (body.raises()) {
        desk.compensations().raise(id, body.by(), body.why(), order);
      } else {
        desk.compensations().lower(id, body.by(), body.why(), order);
      }
      return ledger(id);
    };
  }

  private record Offers(List<Offer> offers) {}

  private Work offer(Exchange exchange) {
    PeopleBody.Offer body = exchange.json(OFFER);
    return (id, order) ->
        new Offers(desk.compensations().offer(id, body.wish(known(body.people())), order));
  }

  /** Somebody without a reference is in no scope. */
  private List<String> known(List<SubjectId> people) {
    Map<SubjectId, String> references = desk.references().apply(people);
    if (references.size() < people.size()) {
      throw new ActRefused(
          "not-in-scope",
          "%d of them are not known here".formatted(people.size() - references.size()));
    }
    return List.copyOf(references.values());
  }

  /** Of one person: the whole list would be one of persons. */
  private Work offers(Exchange exchange) {
    SubjectId person = exchange.json(OF).person();
    return (id, _) ->
        new Offers(
            Optional.ofNullable(desk.references().apply(List.of(person)).get(person))
                .map(reference -> desk.compensations().of(id, reference))
                .orElse(List.of()));
  }

  private interface Change {
    Offer make(IncidentId id, long offer, Order order);
  }

  private Work change(Exchange exchange, Change change) {
    long offer = IncidentWorkRoutes.item(exchange);
    return (id, order) -> change.make(id, offer, order);
  }

  private Work accept(Exchange exchange) {
    return change(exchange, desk.compensations()::accept);
  }

  private Work decline(Exchange exchange) {
    return change(exchange, desk.compensations()::decline);
  }

  private Work withdraw(Exchange exchange) {
    return change(exchange, desk.compensations()::withdraw);
  }

  private Work pay(Exchange exchange) {
    long offer = IncidentWorkRoutes.item(exchange);
    PeopleBody.Pay body = exchange.json(PAY);
    return (id, order) -> {
      try {
        return desk.compensations().pay(id, offer, body.reference(), order);
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            Problem.INVALID_REQUEST,
            "/reference: expected a payment's reference of up to 100 letters, digits and ._:/-,"
                + " without nine digits in a row.");
      }
    };
  }
}
