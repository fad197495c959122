package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.tell.AddresseeSearch;
import dev.yinhu.breachresponse.tell.PublicNotice;
import dev.yinhu.breachresponse.tell.Role;
import dev.yinhu.breachresponse.tell.Telling;
import dev.yinhu.breachresponse.tell.TellingText;
import dev.yinhu.breachresponse.tell.TellingTotals;
import dev.yinhu.breachresponse.tell.TellingWish;
import dev.yinhu.breachresponse.tell.Tellings;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.api.BreachJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the people of an incident, or shows what became of it. */
@Command(
    name = "notices",
    description = {
      "Notices to the people of an incident: how it would read, and what became of them.",
      "With --tell everybody in the scope is told who was not yet; a running service does it.",
      "That needs two people: incident approval --ask tell-people."
    })
final class IncidentNoticesCommand implements Callable<Integer> {
  private static final int HOURS = 72;

  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--tell", description = "Tell them.")
  private boolean tell;

  @Option(names = "--preview", description = "Show how it would read; nothing is sent.")
  private boolean preview;

  @Option(names = "--kind", description = "Kinds of information, one to three, such as contact.")
  private List<String> kinds = List.of();

  @Option(names = "--cause", defaultValue = "unknown", description = "How it came to it.")
  private String cause = "unknown";

  @Option(names = "--harm", defaultValue = "fraud", description = "What it may do.")
  private String harm = "fraud";

  @Option(names = "--remedy", defaultValue = "stopped", description = "What was done.")
  private String remedy = "stopped";

  @Option(names = "--help-with", defaultValue = "beware", description = "What they can do.")
  private String helpWith = "beware";

  @Option(names = "--contact", defaultValue = "hotline", description = "Whom to ask.")
  private String contact = "hotline";

  @Option(names = "--language", defaultValue = "zh-CN", description = "zh-CN or en.")
  private String language = "zh-CN";

  @Option(
      names = "--channel",
      description = "sms, email, in-app; by preference. Without it: sms, then email.")
  private List<String> channels = List.of("sms", "email");

  @Option(names = "--per-minute", defaultValue = "600", description = "At most.")
  private int perMinute = 600;

  @Option(names = "--cancel", paramLabel = "RUN", description = "Stop a run; with --reason.")
  private @Nullable Long cancel;

  @Option(names = "--reason", description = "Why; must hold nothing personal.")
  private @Nullable String reason;

  @Option(
      names = "--published",
      paramLabel = "PLACE",
      description = "Where something was published for those who were missed; with --text.")
  private @Nullable String published;

  @Option(names = "--text", description = "What was published.")
  private @Nullable String text;

  IncidentNoticesCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      if (preview) {
        read(desk.people().tellings(), incident);
        return 0;
      }
      act(desk.people().tellings(), incident, order);
      return show(desk, incident);
    });
  }

  private void act(Tellings tellings, IncidentId incident, Order order) {
    if (tell) {
      Telling made = tellings.start(incident, wish(), order);
      run.line("run %d begins with the next round of a service".formatted(made.number()));
    }
    if (cancel != null) {
      tellings.cancel(incident, cancel, run.reason("--reason", given(reason, "--reason")), order);
    }
    if (published != null) {
      var _ =
          tellings.publish(
              incident,
              run.reason("--published", published),
              run.remark("--text", given(text, "--text")),
              order);
    }
  }

  private TellingWish wish() {
    if (kinds.isEmpty()) {
      throw new WrongUse("give --kind, such as --kind contact");
    }
    return new TellingWish(
        new TellingText(kinds, cause, harm, remedy, helpWith, contact),
        Language.parse(language),
        channels.stream().map(ChannelKind::parse).toList(),
        perMinute,
        Duration.ofHours(HOURS));
  }

  private static String given(@Nullable String value, String option) {
    if (value == null) {
      throw new WrongUse("give " + option);
    }
    return value;
  }

  private record Reading(String role, ChannelKind channel, String subject, String text) {}

  private void read(Tellings tellings, IncidentId incident) {
    for (Role role : Role.values()) {
      tellings
          .preview(incident, wish(), role)
          .forEach((channel, read) -> {
            Reading one =
                new Reading(
                    role == Role.PERSON ? "person" : "guardian",
                    channel,
                    read.subject(),
                    read.text());
            run.show(
                BreachJson.tree(one),
                () ->
                    run.line(
                        "%s, %s:%n%s%n".formatted(one.role(), channel.wireName(), one.text())));
          });
    }
  }

  private record Told(
      List<Telling> runs,
      TellingTotals persons,
      TellingTotals guardians,
      List<AddresseeSearch> search,
      List<PublicNotice> published) {}

  private int show(BreachDesk desk, IncidentId incident) {
    Tellings tellings = desk.people().tellings();
    Told told =
        new Told(
            tellings.of(incident),
            tellings.totals(incident, Role.PERSON),
            tellings.totals(incident, Role.GUARDIAN),
            desk.people().addressees().search(incident).stream().toList(),
            tellings.published(incident));
    run.show(BreachJson.tree(told), () -> print(told));
    return told.persons().missed() > 0 ? 1 : 0;
  }

  private void print(Told told) {
    told.runs()
        .forEach(each ->
            run.line(
                "run %d  %-9s  since %s  %,d of the scope seen, %,d new"
                    .formatted(
                        each.number(),
                        each.state().wireName(),
                        each.at(),
                        each.seen(),
                        each.taken())));
    told.search()
        .forEach(each ->
            run.line(
                "looking for them in the stores: %s %s, %,d of %,d found"
                    .formatted(each.state(), each.fault(), each.found(), each.persons())));
    totals("persons", told.persons());
    totals("guardians", told.guardians());
    told.published()
        .forEach(each -> run.line("published for %,d: %s".formatted(each.persons(), each.place())));
  }

  private void totals(String who, TellingTotals totals) {
    run.line(
        "%-9s  %,d: told %,d, waiting %,d, failed %,d, unreachable %,d, erased %,d, cancelled %,d"
            .formatted(
                who,
                totals.persons(),
                totals.told(),
                totals.waiting(),
                totals.failed(),
                totals.unreachable(),
                totals.erased(),
                totals.cancelled()));
  }
}
