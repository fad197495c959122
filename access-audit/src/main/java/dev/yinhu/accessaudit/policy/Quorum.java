package dev.yinhu.accessaudit.policy;

import java.util.List;
import java.util.Set;

/** Which sets of witnesses, by their names in the policy, are enough. Immutable. */
sealed interface Quorum {
  boolean isMet(Set<String> witnesses);

  /** No witness is needed. */
  record None() implements Quorum {
    @Override
    public boolean isMet(Set<String> witnesses) {
      return true;
    }
  }

  record One(String witness) implements Quorum {
    @Override
    public boolean isMet(Set<String> witnesses) {
      return witnesses.contains(witness);
    }
  }

  /** At least {@code needed} of the members. */
  record Group(int needed, List<Quorum> members) implements Quorum {
    @Override
    public boolean isMet(Set<String> witnesses) {
      return members.stream().filter(member -> member.isMet(witnesses)).count() >= needed;
    }
  }
}
