package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.incident.Evidence;
import dev.yinhu.breachresponse.incident.EvidenceBook;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.api.BreachJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was secured for an incident, and who had it. */
@Command(
    name = "evidence",
    description = {
      "What was secured for an incident, and who had it since.",
      "With --add its hash and length are taken from a file, which stays where it is; with --pass",
      "a link is added to the chain of custody; with --check a file is compared with it."
    })
final class IncidentEvidenceCommand implements Callable<Integer> {
  private static final int DIFFERS = 1;

  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--add", paramLabel = "FILE", description = "Take it in.")
  private @Nullable Path add;

  @Option(names = "--name", description = "What it is; without it the name of the file.")
  private @Nullable String name;

  @Option(names = "--kept-where", description = "With --add: where it is, such as safe 3.")
  private @Nullable String where;

  @Option(names = "--pass", paramLabel = "NUMBER", description = "Somebody else has it, or looks.")
  private @Nullable Long pass;

  @Option(
      names = "--act",
      defaultValue = "handed-over",
      description = "handed-over, examined, copied, returned or destroyed.")
  private String act = "handed-over";

  @Option(names = "--holder", description = "Who has it from now on; without it who adds it.")
  private @Nullable String holder;

  @Option(names = "--reason", description = "What for; must hold nothing personal.")
  private @Nullable String reason;

  @Option(names = "--check", paramLabel = "NUMBER", description = "With --file.")
  private @Nullable Long check;

  @Option(names = "--file", description = "With --check: what should be it.")
  private @Nullable Path file;

  IncidentEvidenceCommand(IncidentRun run) {
    this.run = run;
  }

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      EvidenceBook book = desk.incidents().evidence();
      if (check != null) {
        return checked(book, incident, check);
      }
      if (add != null) {
        var _ = book.collect(incident, found(add, order), run.reason("--reason", why()), order);
      } else if (pass != null) {
        String who = given(holder, "--holder");
        book.pass(incident, pass, act, who, run.reason("--reason", why()), order);
      }
      return shown(desk, incident);
    });
  }

  private int shown(BreachDesk desk, IncidentId incident) {
    for (Evidence each : desk.incidents().evidence().of(incident)) {
      run.show(BreachJson.tree(each), () -> print(each));
    }
    return 0;
  }

  private EvidenceBook.Found found(Path path, Order order) {
    Hashed hashed = hashed(path);
    String what = name == null ? String.valueOf(path.getFileName()) : name;
    return new EvidenceBook.Found(
        run.reason("--name", what),
        hashed.sha256(),
        hashed.bytes(),
        run.reason("--kept-where", given(where, "--kept-where")),
        holder == null ? order.actor() : holder);
  }

  private int checked(EvidenceBook book, IncidentId incident, long number) {
    Evidence wanted =
        book.of(incident).stream()
            .filter(each -> each.id() == number)
            .findFirst()
            .orElseThrow(() -> new WrongUse("%s has no evidence %d".formatted(incident, number)));
    if (file == null) {
      throw new WrongUse("give --file");
    }
    boolean same = hashed(file).equals(new Hashed(wanted.sha256(), wanted.bytes()));
    record Checked(long id, boolean same) {}
    run.show(
        new Checked(number, same),
        () -> run.line(same ? "the same" : "NOT the same as evidence " + number));
    return same ? 0 : DIFFERS;
  }

  private record Hashed(String sha256, long bytes) {}

  /** Memory does not grow with the file. */
  private Hashed hashed(Path path) {
    Path there = run.world().workingDirectory().resolve(path);
    try (InputStream in = Files.newInputStream(there)) {
      MessageDigest digest = Sha256.digest();
      long bytes = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return new Hashed(HexFormat.of().formatHex(digest.digest()), bytes);
    } catch (IOException e) {
      throw new WrongUse("cannot read " + path + "; name a file that is there");
    }
  }

  private String why() {
    return given(reason, "--reason");
  }

  private static String given(@Nullable String value, String option) {
    if (value == null) {
      throw new WrongUse("give " + option);
    }
    return value;
  }

  private void print(Evidence each) {
    run.line(
        "%d  %s  %,d bytes  %s%n   %s"
            .formatted(each.id(), each.name(), each.bytes(), each.keptWhere(), each.sha256()));
    each.custody()
        .forEach(line ->
            run.line(
                "   %s  %-12s  %s  by %s: %s"
                    .formatted(line.at(), line.act(), line.holder(), line.by(), line.reason())));
  }
}
