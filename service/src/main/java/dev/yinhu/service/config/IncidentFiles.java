package dev.yinhu.service.config;

import dev.yinhu.breachresponse.datafile.DataRefused;
import dev.yinhu.breachresponse.drill.Scenarios;
import dev.yinhu.breachresponse.jurisdiction.Jurisdictions;
import dev.yinhu.breachresponse.report.Forms;
import dev.yinhu.breachresponse.severity.SeverityReader;
import dev.yinhu.breachresponse.severity.SeverityTables;
import dev.yinhu.breachresponse.severity.SeverityTablesRefused;
import dev.yinhu.register.RegisterSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The directory of {@code incidents.directory}: laws, forms, scenarios and tables of the
 * organisation's own, that go before those shipped. Reads when asked; thread-safe.
 */
public final class IncidentFiles {
  private static final String JURISDICTIONS = "jurisdictions";
  private static final String FORMS = "forms";
  private static final String SCENARIOS = "scenarios";
  private static final String SEVERITY = "severity.yaml";
  private static final Set<String> KNOWN = Set.of(JURISDICTIONS, FORMS, SCENARIOS, SEVERITY);

  private final Optional<Path> directory;

  /** Nothing is read yet; without a directory all is as shipped. */
  public IncidentFiles(Optional<Path> directory) {
    this.directory = directory;
  }

  /**
   * Laws with their duties and clocks.
   *
   * @throws DataRefused when a file is none
   */
  public Jurisdictions jurisdictions() {
    return Jurisdictions.with(files(JURISDICTIONS));
  }

  /**
   * Forms of reports.
   *
   * @throws DataRefused when a file is none
   */
  public Forms forms() {
    return Forms.with(files(FORMS));
  }

  /**
   * Scenarios of drills.
   *
   * @throws DataRefused when a file is none
   */
  public Scenarios scenarios() {
    return Scenarios.with(files(SCENARIOS));
  }

  /**
   * Tables of severity.
   *
   * @throws SeverityTablesRefused when the file is none
   */
  public SeverityTables severity() {
    return SeverityReader.read(
        directory
            .map(folder -> folder.resolve(SEVERITY))
            .filter(Files::exists)
            .map(IncidentFiles::source)
            .stream()
            .toList());
  }

  /** All that is wrong, each with its file and line where it has one. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (directory.filter(folder -> !Files.isDirectory(folder)).isPresent()) {
      return List.of("there is no such directory");
    }
    directory.ifPresent(folder ->
        names(folder).stream()
            .filter(name -> !name.startsWith(".") && !KNOWN.contains(name))
            .forEach(name ->
                problems.add(
                    name
                        + ": is not known here; expected jurisdictions/, forms/, scenarios/ or"
                        + " severity.yaml")));
    for (Supplier<?> each :
        List.<Supplier<?>>of(this::jurisdictions, this::forms, this::scenarios, this::severity)) {
      problems.addAll(problems(each));
    }
    return problems;
  }

  private static List<String> problems(Supplier<?> read) {
    try {
      var _ = read.get();
      return List.of();
    } catch (DataRefused e) {
      return e.problems();
    } catch (SeverityTablesRefused e) {
      return List.of(e.getMessage());
    } catch (UncheckedIOException e) {
      return List.of("there is a file that cannot be read as text");
    }
  }

  /** In the order of their names, so that the same directory always means the same. */
  private List<Path> files(String folder) {
    return directory
        .map(all -> all.resolve(folder))
        .filter(Files::isDirectory)
        .map(all ->
            names(all).stream().filter(name -> name.endsWith(".yaml")).map(all::resolve).toList())
        .orElse(List.of());
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RegisterSource source(Path file) {
    try {
      return new RegisterSource(SEVERITY, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
