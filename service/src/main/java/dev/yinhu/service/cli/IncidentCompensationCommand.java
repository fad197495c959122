package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.compensation.Account;
import dev.yinhu.breachresponse.compensation.CompensationKind;
import dev.yinhu.breachresponse.compensation.Compensations;
import dev.yinhu.breachresponse.compensation.Money;
import dev.yinhu.breachresponse.compensation.Offer;
import dev.yinhu.breachresponse.compensation.OfferWish;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.api.BreachJson;
import dev.yinhu.service.api.PeopleDesk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The compensation of an incident: budget, offers, payments. */
@Command(
    name = "compensation",
    description = {
      "What is offered to the people of an incident; without options where the money stands.",
      "Amounts are in minor units, such as fen. Budgets need two people."
    })
final class IncidentCompensationCommand implements Callable<Integer> {
  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--budget", description = "So much more, or with a minus less; with --reason.")
  private @Nullable Long budget;

  @Option(names = "--currency", defaultValue = "CNY", description = "Three letters.")
  private String currency = "CNY";

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  @Option(names = "--offer", description = "So much to each --subject; with --until.")
  private @Nullable Long offer;

  @Option(names = "--kind", defaultValue = "refund", description = "refund, service, …")
  private String kind = "refund";

  @Option(names = "--until", description = "When an offer ends, such as 2026-03-01T18:00:00Z.")
  private @Nullable String until;

  @Option(names = "--subject", description = "The platform's id of somebody in the scope.")
  private List<String> subjects = List.of();

  @Option(names = "--accept", paramLabel = "OFFER", description = "The person wants it.")
  private @Nullable Long accept;

  @Option(names = "--decline", paramLabel = "OFFER", description = "The person does not.")
  private @Nullable Long decline;

  @Option(names = "--withdraw", paramLabel = "OFFER", description = "It is taken back.")
  private @Nullable Long withdraw;

  @Option(names = "--pay", paramLabel = "OFFER", description = "It was paid; with --reference.")
  private @Nullable Long pay;

  @Option(names = "--reference", description = "Of the payment, as the payment system names it.")
  private @Nullable String reference;

  IncidentCompensationCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      act(desk.people(), incident, order);
      return show(desk.people().compensations(), incident);
    });
  }

  private void act(PeopleDesk people, IncidentId incident, Order order) {
    Compensations book = people.compensations();
    if (budget != null) {
      Money by = new Money(Math.abs(budget), currency);
      Reason why = run.reason("--reason", given(reason, "--reason"));
      if (budget > 0) {
        book.raise(incident, by, why, order);
      } else {
        book.lower(incident, by, why, order);
      }
    }
    if (offer != null) {
      book.offer(incident, wish(people, offer), order).forEach(this::print);
    }
    if (accept != null) {
      print(book.accept(incident, accept, order));
    }
    if (decline != null) {
      print(book.decline(incident, decline, order));
    }
    if (withdraw != null) {
      print(book.withdraw(incident, withdraw, order));
    }
    if (pay != null) {
      print(book.pay(incident, pay, given(reference, "--reference"), order));
    }
  }

  private OfferWish wish(PeopleDesk people, long each) {
    List<SubjectId> persons = subjects.stream().map(SubjectId::new).distinct().toList();
    Map<SubjectId, String> known = people.references().apply(persons);
    if (known.size() < persons.size()) {
      throw new ActRefused("not-in-scope", "not all of them are known here");
    }
    Instant end = IncidentRun.time(given(until, "--until"), "--until").orElseThrow();
    return new OfferWish(
        List.copyOf(known.values()), CompensationKind.parse(kind), new Money(each, currency), end);
  }

  private static String given(@Nullable String value, String option) {
    if (value == null) {
      throw new WrongUse("give " + option);
    }
    return value;
  }

  private void print(Offer made) {
    run.show(
        BreachJson.tree(made),
        () ->
            run.line(
                "offer %d  %-9s  %s %,d %s"
                    .formatted(
                        made.id(),
                        made.state().wireName(),
                        made.kind().wireName(),
                        made.amount().minor(),
                        made.amount().currency())));
  }

  private int show(Compensations book, IncidentId incident) {
    for (Account each : book.accounts(incident)) {
      run.show(
          BreachJson.tree(each),
          () ->
              run.line(
                  "%s  budget %,d: available %,d, offered %,d, accepted %,d, paid %,d"
                      .formatted(
                          each.currency(),
                          each.budget(),
                          each.available(),
                          each.offered(),
                          each.accepted(),
                          each.paid())));
    }
    if (!book.reconciles(incident)) {
      run.line("the accounts are not what the entries make them: restore from a backup");
      return 1;
    }
    return 0;
  }
}
