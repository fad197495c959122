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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
      headway.of(count.files, count.bytes);
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

  /** In bytes; 0 of what is no regular file or is gone, which is told when it is read. */
  private static long size(Path path) {
    try {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private final class Count implements FileTree.Visitor {
    private long files;
    private long bytes;

    @Override
    public void file(Path path, String source) {
      files++;
      bytes += size(path);
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

    /** Bytes of the file at hand. */
    private long readHere;

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
      long left = size(path);
      readHere = 0;
      FileFindings file = new FileFindings(findings, control.job(), headway);
      if (root.holds(path)) {
        PassageScan scan = new PassageScan(search, samples, file, this::advanced);
        reading.file(path, shown(source), scan);
      } else {
        headway.skipped();
      }
      file.end();
      headway.read(0, Math.max(0, left - readHere)); // What was not to be read is done as well.
      headway.done();
      headway.mark(parts);
      headway.look();
    }

    private void advanced(long bytes) {
      readHere += bytes;
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
