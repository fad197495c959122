package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.register.CategoryKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which categories the types are of. Never throws for what a file says. */
public final class CategoriesReader {
  private CategoriesReader() {}

  /** Reads a file of that name. */
  public static FactsReading<TypeCategories> read(String file, String text) {
    return FactsFile.read(file, text, CategoriesReader::categories);
  }

  private static TypeCategories categories(YamlNode root, FactsFile file) {
    Map<PiiType, TypeCategories.Row> rows = new LinkedHashMap<>();
    for (YamlNode node : root.mappings("rows", FactsFile.MOST_ROWS)) {
      List<CategoryKey> categories = file.names(node, "categories", CategoryKey::new);
      if (categories.isEmpty()) {
        file.faults().add(node.node(), "'categories' is missing: name at least one");
        continue;
      }
      boolean personal = !node.value("personal").isPresent() || node.flag("personal");
      var row = new TypeCategories.Row(categories, personal, file.sourced(node));
      for (PiiType type : file.types(node)) {
        if (rows.putIfAbsent(type, row) != null) {
          file.faults().add(node.node(), "another row has the type " + type);
        }
      }
      node.refuseOthers();
    }
    return new TypeCategories(rows, file.names(root, "free_text", CategoryKey::new));
  }
}
