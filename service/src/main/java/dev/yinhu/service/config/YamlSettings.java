package dev.yinhu.service.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Flattens the YAML file to dotted paths and keeps the line of each. Used once, by one thread. */
final class YamlSettings {

  private final String name;
  private final Path base;
  private final List<ConfigProblem> problems;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  YamlSettings(String name, Path base, List<ConfigProblem> problems) {
    this.name = name;
    this.base = base;
    this.problems = problems;
  }

  Map<String, Setting> read(String yaml) {
    try {
      var root = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(yaml);
      root.ifPresent(node -> flatten("", node));
    } catch (MarkedYamlEngineException e) {
      problem(e.getProblemMark().orElse(null), "is not YAML; check indentation and quotes here");
    } catch (YamlEngineException e) {
      problem(null, "is not YAML that can be read; keep it to one document of plain keys");
    }
    return settings;
  }

  private void flatten(String path, Node node) {
    switch (node) {
      case MappingNode mapping -> flattenMapping(path, mapping);
      case ScalarNode scalar when path.isEmpty() ->
          problem(mark(scalar), "expected keys such as http: at the top of the file");
      case ScalarNode scalar ->
          settings.put(path, new Setting(scalar.getValue(), at(mark(scalar)), base));
      default ->
          problem(
              mark(node),
              (path.isEmpty() ? "the file" : path) + ": expected one value, not a list");
    }
  }

  private void flattenMapping(String path, MappingNode mapping) {
    var seen = new HashSet<String>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(mark(tuple.getKeyNode()), "expected a plain key");
        continue;
      }
      var child = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (seen.add(child)) {
        flatten(child, tuple.getValueNode());
      } else {
        problem(mark(key), child + ": stands twice; keep one");
      }
    }
  }

  private static @Nullable Mark mark(Node node) {
    return node.getStartMark().orElse(null);
  }

  private String at(@Nullable Mark mark) {
    return mark == null ? name : name + ":" + (mark.getLine() + 1);
  }

  private void problem(@Nullable Mark mark, String message) {
    problems.add(new ConfigProblem(at(mark), message));
  }
}
