package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.yaml.YamlNode;
import java.util.List;

/** Reads what a rule counts as necessary. Never throws for what a file says. */
public final class LegalSetReader {
  private LegalSetReader() {}

  /** Reads a file of that name. */
  public static FactsReading<LegalSet> read(String file, String text) {
    return FactsFile.read(file, text, LegalSetReader::set);
  }

  private static LegalSet set(YamlNode root, FactsFile file) {
    List<LegalSet.Entry> entries =
        root.mappings("entries", FactsFile.MOST_ROWS).stream()
            .map(node -> entry(node, file))
            .toList();
    return new LegalSet(
        root.required("key").orElse(""), file.label(root), file.sourced(root), entries);
  }

  private static LegalSet.Entry entry(YamlNode node, FactsFile file) {
    LegalSet.Entry entry = new LegalSet.Entry(file.label(node), file.types(node));
    node.refuseOthers();
    return entry;
  }
}
