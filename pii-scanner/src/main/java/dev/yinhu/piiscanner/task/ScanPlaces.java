package dev.yinhu.piiscanner.task;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where an installation lets scans look. Immutable. */
public final class ScanPlaces {
  private final Optional<AllowedRoot> root;
  private final Map<String, ScanTarget> targets = new LinkedHashMap<>();

  /**
   * @param root the directory below which paths lie; without it no path is scanned
   * @param targets databases, each of another name
   */
  public ScanPlaces(Optional<Path> root, Collection<ScanTarget> targets) {
    this.root = root.map(AllowedRoot::new);
    targets.forEach(target -> this.targets.put(target.name(), target));
  }

  /**
   * Checks that a task may be done.
   *
   * @throws NotAllowed saying why not and what to do
   */
  public void check(ScanTask task) {
    switch (task) {
      case ScanTask.OfFolder(String path) -> {
        var _ = root().resolve(path);
      }
      case ScanTask.OfDatabase database -> {
        var _ = target(database.target());
      }
    }
  }

  /**
   * The schema of a database whose tables the register calls by their bare names.
   *
   * @param store name of a database; of others, and of files, it is not known
   */
  public Optional<String> home(String store) {
    return Optional.ofNullable(targets.get(store)).map(target -> target.database().home());
  }

  AllowedRoot root() {
    return root.orElseThrow(() ->
        new NotAllowed("no path is scanned here: name the directory in scan.root and start again"));
  }

  ScanTarget target(String name) {
    ScanTarget target = targets.get(name);
    if (target == null) {
      throw new NotAllowed(
          "there is no database of this name: add it to the file of scan.targets_file; known are: "
              + (targets.isEmpty() ? "none" : String.join(", ", targets.keySet())));
    }
    return target;
  }
}
