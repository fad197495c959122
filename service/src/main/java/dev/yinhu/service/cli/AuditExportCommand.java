package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.export.ExportScope;
import dev.yinhu.accessaudit.export.LogExport;
import dev.yinhu.accessaudit.verify.IndexRange;
import dev.yinhu.register.SubjectId;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the access log out. */
@Command(
    name = "export",
    description = {
      "Write the access log, or a part of it, into a directory that is verified by itself.",
      "The log says who took it and what. An export holds personal data: references of persons."
    })
final class AuditExportCommand implements Callable<Integer> {

  /** What is printed. */
  record Exported(
      String out, String kind, long from, long to, long entries, long size, long pruned) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write; must not exist or be empty.")
  private Path out = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "INDEX|TIME",
      description = "First entry, by index or by time (2026-06-01T00:00:00+08:00).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "INDEX|TIME",
      description = "End, not included; without it the end of the log.")
  private @Nullable String to;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "Only the entries about one person, each with its proof; see --subject-file.")
  private @Nullable String subject;

  @Mixin private final SubjectFile subjectFile = new SubjectFile();

  @Option(
      names = "--reference",
      paramLabel = "REF",
      description = "As --subject, by the reference that stands in the entries.")
  private @Nullable String reference;

  AuditExportCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() {
    long asked =
        Stream.of(
                subject != null,
                subjectFile.isGiven(),
                reference != null,
                from != null || to != null)
            .filter(given -> given)
            .count();
    if (asked > 1) {
      throw new WrongUse("give --subject, --subject-file, --reference, or --from and --to");
    }
    Optional<String> person =
        subjectFile.read(world).map(SubjectId::value).or(() -> Optional.ofNullable(subject));
    Path target = world.workingDirectory().resolve(out);
    try (Session session = world.sessions().open(root.config())) {
      print(target, session.log().export(target, scope(session.log(), person)));
    }
    return 0;
  }

  private ExportScope scope(CommandLog log, Optional<String> person) {
    if (reference != null) {
      return new ExportScope.Subject(reference);
    }
    if (person.isPresent()) {
      return new ExportScope.Subject(
          log.reference(person.get())
              .orElseThrow(() ->
                  new CommandException(
                      "there are no keys of this person, or no more; give --reference")));
    }
    if (from == null && to == null) {
      return new ExportScope.Whole();
    }
    long first = from == null ? 0 : index(log, from);
    long end = to == null ? Long.MAX_VALUE : index(log, to);
    if (end <= first) {
      throw new WrongUse("--to is not behind --from");
    }
    return new ExportScope.Range(new IndexRange(first, end));
  }

  private long index(CommandLog log, String text) {
    try {
      return text.matches("[0-9]{1,18}")
          ? Long.parseLong(text)
          : log.firstEntryFrom(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new WrongUse("an index is a number, a time is like 2026-06-01T00:00:00+08:00");
    }
  }

  private void print(Path target, LogExport.Done done) {
    if (root.json()) {
      world
          .console()
          .json(
              new Exported(
                  target.toString(),
                  done.kind().word(),
                  done.scope().from(),
                  done.scope().to(),
                  done.entries(),
                  done.size(),
                  done.pruned()));
      return;
    }
    world
        .console()
        .line(
            "%s: %,d entries of [%d, %d), log of %,d"
                .formatted(
                    target, done.entries(), done.scope().from(), done.scope().to(), done.size()));
    if (done.pruned() > 0) {
      world.console().line("%,d entries before them were pruned".formatted(done.pruned()));
    }
    world.console().line("verify it with: yinhu audit verify " + target + " --vkey KEY");
  }
}
