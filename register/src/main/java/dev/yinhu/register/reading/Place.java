package dev.yinhu.register.reading;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** A position in a source; line and column count from 1. */
record Place(String file, int line, int column) {
  static Place startOf(String file) {
    return new Place(file, 1, 1);
  }

  static Place of(String file, Node node) {
    return of(file, node.getStartMark());
  }

  static Place of(String file, Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> startOf(file));
  }

  /** How a message about one place names another. */
  String seenFrom(Place other) {
    return file.equals(other.file) ? "line " + line : file + " line " + line;
  }
}
