package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.service.api.SearchDesk;
import dev.yinhu.service.api.SearchTerms;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Searches the access log; has an option for every condition that the route has. */
@Command(
    name = "search",
    description = {
      "Search the access log. All conditions must hold; the search itself is recorded.",
      "The query language is in docs/audit.md, for example: 退款 outcome:clear NOT"
          + " caller:order-service"
    })
final class AuditSearchCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  private final YinhuCommand root;
  private final CommandWorld world;
  private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description = "Words of the reason and conditions.")
  private @Nullable String query;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "The most entries, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--oldest", description = "The oldest entries first.")
  private boolean oldest;

  @Mixin private final SubjectFile subject = new SubjectFile();

  @Option(names = "--cursor", paramLabel = "CURSOR", description = "The page after this one.")
  private @Nullable String cursor;

  private AuditSearchCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  /** With an option for each condition. */
  static CommandLine line(YinhuCommand root, CommandWorld world) {
    AuditSearchCommand command = new AuditSearchCommand(root, world);
    CommandLine line = new CommandLine(command);
    CommandSpec spec = line.getCommandSpec();
    for (String name : SearchTerms.CONDITIONS) {
      spec.addOption(
          OptionSpec.builder("--" + name)
              .type(String.class)
              .paramLabel("VALUE")
              .description("As " + name + ":VALUE in a query.")
              .build());
    }
    command.spec = spec;
    return line;
  }

  /** What is printed behind the entries of a page. */
  record Summary(int entries, @Nullable String next, long indexed_to) {}

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(spec().commandLine(), "--limit is 1 to " + MOST);
    }
    try (Session session = world.sessions().open(root.config())) {
      SearchDesk.Found found = search(session.search());
      found.page().entries().forEach(this::print);
      summary(found);
    }
    return 0;
  }

  private SearchDesk.Found search(SearchDesk desk) {
    Order order = oldest ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
    try {
      return desk.search(given(), order, Optional.ofNullable(cursor), limit);
    } catch (ProblemException e) {
      if (e.problem() == Problem.INVALID_QUERY || e.problem() == Problem.INVALID_REQUEST) {
        throw new ParameterException(spec().commandLine(), e.detail(), e);
      }
      throw e;
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("used before it was put together");
    }
    return spec;
  }

  private Map<String, String> given() {
    Map<String, String> given = new HashMap<>();
    for (String name : SearchTerms.CONDITIONS) {
      String value = spec().findOption("--" + name).getValue();
      if (value != null) {
        given.put(name, value);
      }
    }
    subject
        .read(world)
        .ifPresent(id -> {
          if (given.put("subject", id.value()) != null) {
            throw new ParameterException(
                spec().commandLine(), "give --subject or --subject-file, not both");
          }
        });
    if (query != null && !query.isBlank()) {
      given.put(SearchTerms.QUERY, query);
    }
    return given;
  }

  private void print(StoredEntry entry) {
    world
        .console()
        .line(root.json() ? SearchDesk.json(entry) : line(entry, EntryReader.read(entry.leaf())));
  }

  private void summary(SearchDesk.Found found) {
    int count = found.page().entries().size();
    if (root.json()) {
      world.console().json(new Summary(count, found.next().orElse(null), found.page().indexedTo()));
    } else {
      String more = found.next().map(next -> "; more with --cursor " + next).orElse("");
      world.console().note(count + (count == 1 ? " entry" : " entries") + more);
    }
  }

  private static String line(StoredEntry stored, AuditEntry entry) {
    String told =
        switch (entry) {
          case AuditEntry.Access access ->
              "%s%s %s %s %s%s"
                  .formatted(
                      access.caller().value(),
                      access.behalf().actor().map(actor -> "/" + actor.code()).orElse(""),
                      access.operation().wire(),
                      access.purpose().map(purpose -> purpose.key()).orElse("-"),
                      access.items().stream()
                          .map(item -> item.field() + " → " + item.outcome() + " ×" + item.count())
                          .collect(Collectors.joining(", ")),
                      access
                          .behalf()
                          .reason()
                          .map(reason -> "  “" + reason.text() + "”")
                          .orElse(""));
          case AuditEntry.Admin admin ->
              "%s %s (%s) %s"
                  .formatted(admin.actor(), admin.action(), admin.phase(), admin.details());
          case AuditEntry.Reading reading ->
              "%s read the log: %s, %d entries shown"
                  .formatted(reading.actor(), reading.what(), reading.count());
          case AuditEntry.Unknown _ -> "an entry that this version does not know";
        };
    return "#%-8d %s  %s".formatted(stored.index(), entry.time(), told);
  }
}
