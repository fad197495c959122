package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.job.JobWork;
import dev.yinhu.piiscanner.report.Samples;
import dev.yinhu.piiscanner.source.Search;
import java.util.Optional;
import java.util.function.Supplier;

/** Does the jobs whose spec is a {@link ScanTask}. Safe for use by many threads. */
public final class TaskWork implements JobWork {
  /**
   * Store under which findings in files are kept; no database of the configuration is called so.
   */
  public static final String FILES = "files";

  private final ScanPlaces places;
  private final Findings findings;
  private final Tools tools;

  /**
   * What looks at texts; asked for when a job begins, as some take a second to build.
   *
   * @param search for files
   * @param samples shows what was found
   * @param databases scans databases
   */
  public record Tools(
      Supplier<Search> search, Supplier<Samples> samples, Supplier<DatabaseScan> databases) {}

  /** Where to look, what with, and where findings go. */
  public TaskWork(ScanPlaces places, Findings findings, Tools tools) {
    this.places = places;
    this.findings = findings;
    this.tools = tools;
  }

  @Override
  public String run(String spec, Optional<String> resume, Control control) {
    Optional<Headway.Resume> from = resume.map(json -> TaskJson.read(json, Headway.Resume.class));
    Headway headway = new Headway(control, from);
    switch (TaskJson.read(spec, ScanTask.class)) {
      case ScanTask.OfFolder folder ->
          new FolderTask(
                  places.root(),
                  findings,
                  control,
                  headway,
                  tools.search().get(),
                  tools.samples().get())
              .run(folder, from.map(Headway.Resume::after));
      case ScanTask.OfDatabase database ->
          new DatabaseTask(places.target(database.target()), findings, control, headway)
              .run(tools.databases().get(), database, from.map(Headway.Resume::after));
    }
    return headway.progress().json();
  }
}
