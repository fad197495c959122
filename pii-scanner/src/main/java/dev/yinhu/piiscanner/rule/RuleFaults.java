package dev.yinhu.piiscanner.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, up to a bound; the same fault is told once. */
final class RuleFaults {
  private static final int MOST = 1_000;

  private final String file;
  private final Set<RuleProblem> found = new LinkedHashSet<>();

  RuleFaults(String file) {
    this.file = file;
  }

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> mark, String message) {
    if (found.size() < MOST) {
      int line = mark.map(m -> m.getLine() + 1).orElse(1);
      int column = mark.map(m -> m.getColumn() + 1).orElse(1);
      found.add(new RuleProblem(file, line, column, message));
    }
  }

  List<RuleProblem> sorted() {
    List<RuleProblem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(RuleProblem::line).thenComparingInt(RuleProblem::column));
    return sorted;
  }
}
