package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.job.JobFailed;
import dev.yinhu.piiscanner.job.JobWork.Control;
import dev.yinhu.piiscanner.report.HiddenNames;
import dev.yinhu.piiscanner.report.PassageScan;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.source.FileReading;
import dev.yinhu.piiscanner.source.FileTree;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Search;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Scans files below the allowed root, in the order of their names. A place is a file, or an entry
 * of an archive. Used once, by one thread.
 */
final class FolderTask {
  private final AllowedRoot root;
  private final Findings findings;
  private final Control control;
  private final Headway headway;
  private final Search search;
  private final Samples samples;
  private final FileReading reading = FileReading.usual();

  FolderTask(
      AllowedRoot root,
      Findings findings,
      Control control,
      Headway headway,
      Search search,
      Samples samples) {
    this.root = root;
    this.findings = findings;
    this.control = control;
    this.headway = headway;
    this.search = search;
    this.samples = samples;
  }

  void run(ScanTask.OfFolder task, Optional<List<String>> after) {
    try {
      Path start = root.resolve(task.path());
      String source = root.below(start).toString();
      Count count = new Count();
      FileTree.walk(start, source, count);
      headway.of(count.files);
      FileTree.walk(start, source, new Visit(after));
      if (headway.isWhole()) {
        String place = new HiddenNames(search, samples).path(source);
        findings.left(control.job(), TaskWork.FILES, place);
      }
    } catch (NotAllowed e) {
      throw new JobFailed(String.valueOf(e.getMessage()), e);
    }
  }

  /** Whether a file comes no later in a walk than another: walks go by the names of each level. */
  private static boolean isNotBehind(List<String> parts, List<String> other) {
    Iterator<String> theirs = other.iterator();
    for (String part : parts) {
      int order = theirs.hasNext() ? part.compareTo(theirs.next()) : 1;
      if (order != 0) {
        return order < 0;
      }
    }
    return true;
  }

  private static List<String> parts(Path path) {
    return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
  }

  private final class Count implements FileTree.Visitor {
    private long files;

    @Override
    public void file(Path path, String source) {
      files++;
      control.check();
    }

    @Override
    public void happened(Happening happening) {
      // Told when the files are read.
    }
  }

  private final class Visit implements FileTree.Visitor {
    private final Optional<List<String>> after;

    /** What happens before the place where the scan goes on was told before. */
    private boolean resuming;

    private Visit(Optional<List<String>> after) {
      this.after = after;
      this.resuming = after.isPresent();
    }

    @Override
    public void file(Path path, String source) {
      List<String> parts = parts(root.below(path));
      if (after.isPresent() && isNotBehind(parts, after.get())) {
        return;
      }
      resuming = false;
      FileFindings file = new FileFindings(findings, control.job(), headway);
      if (root.holds(path)) {
        PassageScan scan = new PassageScan(search, samples, file, this::advanced);
        reading.file(path, shown(source), scan);
      } else {
        headway.skipped();
      }
      file.end();
      headway.done();
      if (headway.isTimeToKeep()) {
        headway.keep(parts);
      }
    }

    private void advanced(long bytes) {
      headway.read(0, bytes);
      headway.look();
    }

    @Override
    public void happened(Happening happening) {
      if (!resuming) {
        FileFindings none = new FileFindings(findings, control.job(), headway);
        new PassageScan(search, samples, none, this::advanced).happened(happening);
        none.end();
      }
    }
  }

  /** The walk names what lies in the root itself with a slash before. */
  private static String shown(String source) {
    return source.startsWith("/") ? source.substring(1) : source;
  }
}
