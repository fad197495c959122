package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads profiles of levels. Never throws for what a file says. */
public final class ProfileReader {
  private ProfileReader() {}

  /** Reads a file of that name. */
  public static FactsReading<LevelProfile> read(String file, String text) {
    return FactsFile.read(file, text, ProfileReader::profile);
  }

  private static LevelProfile profile(YamlNode root, FactsFile file) {
    List<LevelProfile.Grade> levels =
        root.mappings("levels", 20).stream().map(node -> grade(node, file)).toList();
    Map<PiiType, LevelProfile.Row> rows = new LinkedHashMap<>();
    for (YamlNode node : root.mappings("rows", FactsFile.MOST_ROWS)) {
      LevelProfile.Row row = row(node, levels, file);
      for (PiiType type : file.types(node)) {
        if (rows.putIfAbsent(type, row) != null) {
          file.faults().add(node.node(), "another row has the type " + type);
        }
      }
      node.refuseOthers();
    }
    Optional<YamlNode> unlisted = root.mapping("unlisted");
    LevelProfile.Row other =
        row(
            unlisted.orElseThrow(() -> new IllegalArgumentException("'unlisted' is missing")),
            levels,
            file);
    unlisted.get().refuseOthers();
    return new LevelProfile(
        root.required("key").orElse(""), file.label(root), file.sourced(root), levels, rows, other);
  }

  private static LevelProfile.Grade grade(YamlNode node, FactsFile file) {
    LevelProfile.Grade grade =
        new LevelProfile.Grade(
            node.required("key").orElse(""),
            file.label(node),
            node.number("weight", 1),
            node.flag("sensitive"));
    node.refuseOthers();
    return grade;
  }

  private static LevelProfile.Row row(
      YamlNode node, List<LevelProfile.Grade> levels, FactsFile file) {
    Optional<String> key = node.required("level");
    LevelProfile.Grade grade =
        levels.stream()
            .filter(level -> key.equals(Optional.of(level.key())))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("a row has a level that 'levels' lacks"));
    return new LevelProfile.Row(grade, file.sourced(node));
  }
}
