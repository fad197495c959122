package dev.yinhu.service.cli;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.tell.PersonList;
import dev.yinhu.service.api.PersonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The list of the persons of an incident, for two people who agreed. */
@Command(
    name = "persons",
    description = {
      "Write the persons of an incident to a file that nobody else can read, a JSON object a line.",
      "That needs two people: incident approval --ask person-list. A running service then looks",
      "through the stores for the ids by which the platform knows them. It serves once."
    })
final class IncidentPersonsCommand implements Callable<Integer> {
  private static final FileAttribute<?> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final IncidentRun run;

  @Parameters(paramLabel = "ID", description = "Name of an incident, such as INC-000042.")
  private String id = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "A new file.")
  private Path out = Path.of("");

  IncidentPersonsCommand(IncidentRun run) {
    this.run = run;
  }

  private record Written(long persons, String file) {}

  @Override
  public Integer call() {
    return run.with((desk, order) -> {
      IncidentId incident = IncidentId.parse(id);
      var _ = desk.incidents().known(incident);
      Path file = run.world().workingDirectory().resolve(out);
      requireNew(file);
      PersonList list = desk.people().lists().take(incident, order);
      write(list, file);
      Written written = new Written(list.persons(), out.toString());
      run.show(written, () -> run.line("%,d persons: %s".formatted(list.persons(), out)));
      return 0;
    });
  }

  /** Before the leave is used. */
  private static void requireNew(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (Files.exists(file) || directory == null || !Files.isWritable(directory)) {
      throw new WrongUse("--out names a new file in a directory that can be written");
    }
  }

  private static void write(PersonList list, Path file) {
    try (OutputStream written = created(file)) {
      PersonLines.write(list, written);
    } catch (IOException e) {
      throw new CommandException(
          "the list could not be written whole: delete " + file + " and ask for approval again", e);
    }
  }

  private static OutputStream created(Path file) throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER));
  }
}
