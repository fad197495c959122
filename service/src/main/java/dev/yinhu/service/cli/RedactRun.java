package dev.yinhu.service.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.piiscanner.redact.file.FileRedaction;
import dev.yinhu.piiscanner.redact.file.RedactedFile;
import dev.yinhu.piiscanner.redact.file.RedactedFile.Copied;
import dev.yinhu.piiscanner.redact.file.RedactedFile.Failed;
import dev.yinhu.piiscanner.redact.file.RedactedFile.LeftOut;
import dev.yinhu.piiscanner.redact.file.TreeRedaction;
import dev.yinhu.piiscanner.report.HiddenNames;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Search;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes redacted copies of files and trees and tells what became of each. Used for one run. */
final class RedactRun {
  private final CommandWorld world;
  private final Predicate<PiiType> gate;
  private final boolean json;
  private long copied;
  private long values;
  private long leftOut;
  private long failed;
  private long doubtful;
  private boolean closed;

  RedactRun(CommandWorld world, Predicate<PiiType> gate, boolean json) {
    this.world = world;
    this.gate = gate;
    this.json = json;
  }

  /** One file in JSON. */
  private record FileView(
      String source,
      @Nullable Map<String, Long> replaced,
      @JsonProperty("key_versions") @Nullable Map<String, Set<Integer>> keyVersions,
      @Nullable Long malformed,
      @JsonProperty("broken_lines") @Nullable Long brokenLines,
      @JsonProperty("left_out") @Nullable String leftOut,
      @Nullable String failed) {}

  /** The end in JSON. */
  private record SummaryView(Map<String, Long> summary) {}

  /** Runs to the end; gives the exit code. */
  int run(List<String> paths, Path directory, Search search, Replacement replacement) {
    var names = new HiddenNames(search, new Samples(ScanKey.ofThisRun()));
    Map<String, Path> copies = new RedactTargets(world.workingDirectory()).of(paths, directory);
    try (var progress = new ScanProgress(world.console())) {
      progress.begin(paths, world.workingDirectory());
      var redaction = new FileRedaction(search, replacement, progress::advance);
      copies.forEach((path, copy) -> {
        Path root = world.workingDirectory().resolve(path);
        FileTree.walk(
            root, path, new TreeRedaction(redaction, root, copy, file -> tell(file, names)));
      });
    }
    end();
    return failed > 0 || doubtful > 0 || closed ? 1 : 0;
  }

  private void tell(RedactedFile file, HiddenNames names) {
    String source = names.path(file.source());
    switch (file) {
      case Copied done -> copied(done, source);
      case LeftOut(_, String why) -> {
        leftOut++;
        write(new FileView(source, null, null, null, null, why, null), "not copied: " + why);
      }
      case Failed(_, String why) -> {
        failed++;
        write(new FileView(source, null, null, null, null, null, why), "NOT COPIED: " + why);
        world.console().complain(source + " was not copied: " + why);
      }
    }
  }

  private void copied(Copied done, String source) {
    copied++;
    values += done.values().values().stream().mapToLong(Long::longValue).sum();
    doubtful += done.brokenLines() > 0 ? 1 : 0;
    closed |= done.values().keySet().stream().map(PiiType::new).anyMatch(gate);
    write(
        new FileView(
            source,
            done.values(),
            done.keyVersions().isEmpty() ? null : done.keyVersions(),
            done.malformed(),
            done.brokenLines(),
            null,
            null),
        words(done));
  }

  private static String words(Copied done) {
    String replaced =
        done.values().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return (replaced.isEmpty() ? "nothing to replace" : replaced)
        + done.keyVersions().entrySet().stream()
            .map(entry -> "; key version of " + entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining())
        + (done.malformed() == 0 ? "" : "; " + done.malformed() + " malformed characters")
        + (done.brokenLines() == 0
            ? ""
            : "; " + done.brokenLines() + " lines are no JSON and were redacted as text");
  }

  private void write(FileView view, String words) {
    if (json) {
      world.console().json(view);
    } else {
      world.console().line(view.source() + "  " + words);
    }
  }

  private void end() {
    if (json) {
      var summary = new LinkedHashMap<String, Long>();
      summary.put("copied", copied);
      summary.put("replaced", values);
      summary.put("left_out", leftOut);
      summary.put("failed", failed);
      world.console().json(new SummaryView(summary));
    } else {
      world
          .console()
          .line(
              "%d files copied, %d values replaced, %d files left out, %d failed"
                  .formatted(copied, values, leftOut, failed));
    }
  }
}
