package dev.yinhu.piiscanner.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, up to a bound; the same fault is told once. */
public final class YamlFaults {
  private static final int MOST = 1_000;

  private final String file;
  private final Set<YamlProblem> found = new LinkedHashSet<>();

  /** For the file of that name. */
  public YamlFaults(String file) {
    this.file = file;
  }

  /** Something wrong at a node. */
  public void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  /** Something wrong at a mark, or at the start of the file. */
  public void add(Optional<Mark> mark, String message) {
    if (found.size() < MOST) {
      int line = mark.map(m -> m.getLine() + 1).orElse(1);
      int column = mark.map(m -> m.getColumn() + 1).orElse(1);
      found.add(new YamlProblem(file, line, column, message));
    }
  }

  /** All of it, in the order of the file. */
  public List<YamlProblem> sorted() {
    List<YamlProblem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(YamlProblem::line).thenComparingInt(YamlProblem::column));
    return sorted;
  }
}
