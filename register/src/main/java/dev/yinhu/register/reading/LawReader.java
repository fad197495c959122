package dev.yinhu.register.reading;

import dev.yinhu.register.RegisterException;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.law.Laws;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads deadlines and calendars of working days (docs/deadlines.md): those that ship with us, and
 * an operator's own files over them. Never throws for what an operator's file says: all that is
 * wrong comes back in one list. Stateless.
 */
public final class LawReader {
  private static final List<String> SHIPPED =
      List.of("calendar-cn-2024", "calendar-cn-2025", "calendar-cn-2026", "deadlines");

  private LawReader() {}

  /** What ships with this release. */
  public static Laws shipped() {
    LawReading reading = readAll(SHIPPED.stream().map(LawReader::resource).toList(), true);
    return reading
        .laws()
        .orElseThrow(() ->
            new RegisterException("the laws of this release are faulty: " + reading.problems()));
  }

  /**
   * An operator's files over what ships: a deadline of the same key and a year of the same calendar
   * take the place of ours.
   */
  public static LawReading read(List<RegisterSource> sources) {
    LawReading own = readAll(sources, false);
    return new LawReading(own.laws().map(shipped()::overriddenBy), own.problems());
  }

  private static LawReading readAll(List<RegisterSource> sources, boolean ours) {
    Problems problems = new Problems();
    List<YamlMap> documents =
        sources.stream()
            .flatMap(source -> new YamlDocuments(source, problems).read().stream())
            .toList();
    var calendars = new CalendarReader().read(items(documents, "calendar_year"));
    var deadlines = new DeadlineReader(ours).read(items(documents, "deadline"));
    documents.forEach(document -> document.warnOfOthers(Set.of()));
    return new LawReading(
        problems.anyError() ? Optional.empty() : Optional.of(new Laws(deadlines, calendars)),
        problems.sorted());
  }

  private static List<YamlMap> items(List<YamlMap> documents, String key) {
    return documents.stream().flatMap(document -> items(document, key)).toList();
  }

  private static Stream<YamlMap> items(YamlMap document, String key) {
    return document.maps(key).stream();
  }

  private static RegisterSource resource(String name) {
    String file = name + ".yaml";
    try (InputStream in =
        Objects.requireNonNull(LawReader.class.getResourceAsStream("laws/" + file), file)) {
      return new RegisterSource(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " of this release", e);
    }
  }
}
