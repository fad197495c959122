package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.EngineFiles;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.TypeNames;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which engine a scan needs. It travels with the tasks, so it holds the names of files and nothing
 * that stands in them: lists are of people's values. Files are read where a task runs.
 *
 * @param types to look for, in their order; empty for all
 * @param detectors files of detectors, as {@link SharedFile} finds them
 * @param allow the file of values that are never told; empty for none
 * @param deny for types: files of values that are always told as them
 */
record EngineSpec(
    List<PiiType> types, List<String> detectors, String allow, Map<PiiType, String> deny)
    implements Serializable {
  /** All that ships with us. */
  private static final Path HERE = Path.of("");

  static final EngineSpec STANDARD = new EngineSpec(List.of(), List.of(), "", Map.of());

  EngineSpec {
    types = List.copyOf(types);
    detectors = List.copyOf(detectors);
    deny = Map.copyOf(deny);
  }

  /**
   * The engine; it takes about a second to make.
   *
   * @param clock tells the years in which a person alive can be born
   * @throws dev.yinhu.piiscanner.WrongSettings when a file cannot be read, or is wrong
   * @throws dev.yinhu.piiscanner.automaton.TooComplexException when patterns take too many states
   */
  PiiEngine engine(InstantSource clock) {
    return PiiEngine.of(files().settings(HERE, Set.copyOf(types), Map.of(), clock), clock);
  }

  /** The types that may be found; throws as {@link #engine} does when a file is wrong. */
  TypeNames known(InstantSource clock) {
    return files().types(HERE, clock);
  }

  private EngineFiles files() {
    Map<PiiType, Path> denied = new HashMap<>();
    deny.forEach((type, file) -> denied.put(type, SharedFile.of(file)));
    return new EngineFiles(
        detectors.stream().map(SharedFile::of).toList(),
        Optional.of(allow).filter(name -> !name.isEmpty()).map(SharedFile::of),
        denied);
  }
}
