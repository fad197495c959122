package dev.yinhu.register.graph;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.FieldReference;
import dev.yinhu.register.FieldReference.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The references between fields, as ways from one collection to the next. Which end is read first
 * is fixed by the declared direction ({@code from}: the value comes from the target, {@code to}: it
 * leads to the target); without one the value may travel either way.
 */
final class Links {
  /**
   * Rows of one collection lead to rows of another.
   *
   * @param from the column that is read first
   * @param to the column that is compared with it
   */
  record Link(FieldRef from, FieldRef to) {
    CollectionName start() {
      return CollectionName.of(from);
    }

    CollectionName end() {
      return CollectionName.of(to);
    }
  }

  private final Map<CollectionName, List<Link>> byStart = new LinkedHashMap<>();
  private final List<Link> fixed = new ArrayList<>();
  private final List<Link> free = new ArrayList<>();

  void add(DeclaredField field) {
    for (FieldReference reference : field.references()) {
      Link down = new Link(reference.target(), field.ref());
      Link up = new Link(field.ref(), reference.target());
      if (reference.direction().isEmpty()) {
        put(down);
        put(up);
        free.add(down);
      } else {
        Link only = reference.direction().get() == Direction.FROM ? down : up;
        put(only);
        fixed.add(only);
      }
    }
  }

  /**
   * Two fields hold the same kind of identity, such as an e-mail address: either finds the other.
   */
  void join(FieldRef one, FieldRef other) {
    put(new Link(one, other));
    put(new Link(other, one));
  }

  private void put(Link link) {
    byStart.computeIfAbsent(link.start(), _ -> new ArrayList<>()).add(link);
  }

  /** Where rows of the collection lead. */
  List<Link> from(CollectionName name) {
    return byStart.getOrDefault(name, List.of());
  }

  /** Those whose direction the register gives. */
  List<Link> fixed() {
    return fixed;
  }

  /** The others, as a foreign key would have them: from what is referred to. */
  List<Link> free() {
    return free;
  }
}
