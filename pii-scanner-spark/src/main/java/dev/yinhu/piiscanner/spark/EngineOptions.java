package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.PiiType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to look for. */
final class EngineOptions {
  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "Look for these types only, such as CN_MOBILE,EMAIL.")
  private List<String> types = List.of();

  @Option(
      names = "--detectors",
      paramLabel = "FILE",
      description =
          "Detectors of your own in YAML, beside those that ship; may be repeated. As --key: a path"
              + " that every executor has, or the name of a file given by spark-submit --files.")
  private List<String> detectors = List.of();

  @Option(
      names = "--allow",
      paramLabel = "FILE",
      description = "Values that are never told, one a line; a file as --detectors.")
  private @Nullable String allow;

  @Option(
      names = "--deny",
      paramLabel = "TYPE=FILE",
      description =
          "Values that are always told as a type, one a line; a file as --detectors; may be"
              + " repeated.")
  private Map<String, String> deny = Map.of();

  EngineSpec spec() {
    TreeMap<PiiType, String> denied = new TreeMap<>();
    deny.forEach((type, file) -> denied.put(PiiType.asked(type), file));
    TreeSet<PiiType> wanted = new TreeSet<>();
    types.forEach(type -> wanted.add(PiiType.asked(type)));
    return new EngineSpec(
        List.copyOf(wanted), detectors, Optional.ofNullable(allow).orElse(""), denied);
  }
}
