package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.report.RecordLines;
import dev.yinhu.piiscanner.source.RecordReader;
import dev.yinhu.piiscanner.source.RecordReader.BrokenLine;
import dev.yinhu.piiscanner.source.RecordReader.TextRecord;
import dev.yinhu.piiscanner.source.Search;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Scans the text of records, one a line, and answers each with a line. Used for one run. */
final class RecordScan {
  private static final int BUFFER = 1 << 16;
  private static final String STANDARD_INPUT = "-";

  private final CommandWorld world;
  private final Search search;
  private final Predicate<PiiType> gate;
  private long broken;
  private boolean closed;

  /**
   * @param gate types that make the scan end with exit code 1
   */
  RecordScan(CommandWorld world, Search search, Predicate<PiiType> gate) {
    this.world = world;
    this.search = search;
    this.gate = gate;
  }

  /** Runs to the end of the file; gives the exit code. */
  int run(String file, String textField, String idField) {
    try (InputStream in = open(file)) {
      scan(new RecordReader(in, textField, idField));
    } catch (IOException e) {
      throw new CommandException(
          "cannot read " + file + " (" + e.getClass().getSimpleName() + "); check path and rights",
          e);
    }
    if (broken > 0) {
      world.console().complain(broken + (broken == 1 ? " line was" : " lines were") + " left out");
    }
    return broken > 0 || closed ? 1 : 0;
  }

  private InputStream open(String file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? System.in
        : Files.newInputStream(world.workingDirectory().resolve(file));
  }

  private void scan(RecordReader reader) throws IOException {
    try (var out = new RecordLines(new BufferedOutputStream(world.console().out(), BUFFER))) {
      for (Optional<RecordReader.Line> line = reader.next();
          line.isPresent();
          line = reader.next()) {
        switch (line.get()) {
          case TextRecord(long _, var id, String text) -> out.write(id, found(text));
          case BrokenLine(long number, String why) -> {
            broken++;
            world.console().complain("line " + number + " is left out: " + why);
          }
        }
      }
    }
  }

  private List<Finding> found(String text) {
    List<Finding> findings = search.findings(text, Hints.NONE);
    closed |= findings.stream().map(Finding::type).anyMatch(gate);
    return findings;
  }
}
