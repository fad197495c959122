package dev.yinhu.crypto;

import static dev.yinhu.crypto.KeyState.ACTIVE;
import static dev.yinhu.crypto.KeyState.COMPROMISED;
import static dev.yinhu.crypto.KeyState.DEACTIVATED;
import static dev.yinhu.crypto.KeyState.DESTROYED;
import static dev.yinhu.crypto.KeyState.PRE_ACTIVE;
import static dev.yinhu.crypto.KeyState.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyStateTest {
  /** NIST SP 800-57 part 1 revision 5, section 7.3, with no way to destroy what is in use. */
  private static final Map<KeyState, Set<KeyState>> TABLE =
      Map.of(
          PRE_ACTIVE, Set.of(ACTIVE, DEACTIVATED, COMPROMISED, DESTROYED),
          ACTIVE, Set.of(SUSPENDED, DEACTIVATED, COMPROMISED),
          SUSPENDED, Set.of(ACTIVE, DEACTIVATED, COMPROMISED),
          DEACTIVATED, Set.of(COMPROMISED, DESTROYED),
          COMPROMISED, Set.of(DESTROYED),
          DESTROYED, Set.of());

  @Test
  void everyPairIsAsTheTableHasIt() {
    for (KeyState from : KeyState.values()) {
      for (KeyState to : KeyState.values()) {
        assertThat(from.mayBecome(to))
            .as("%s to %s", from, to)
            .isEqualTo(TABLE.getOrDefault(from, Set.of()).contains(to));
      }
      assertThat(from.next()).isEqualTo(TABLE.get(from));
    }
  }

  @Test
  void destructionIsReachedFromEverywhereAndLeftNowhere() {
    for (KeyState from : KeyState.values()) {
      Set<KeyState> reached = EnumSet.of(from);
      while (reached.addAll(reached.stream().flatMap(one -> one.next().stream()).toList())) {
        assertThat(reached).hasSizeLessThanOrEqualTo(KeyState.values().length);
      }
      assertThat(reached).as("from %s", from).contains(DESTROYED);
    }
    assertThat(DESTROYED.next()).isEmpty();
  }

  @Test
  void wordsAreReadBack() {
    for (KeyState state : KeyState.values()) {
      assertThat(KeyState.of(state.word())).contains(state);
    }
    assertThat(PRE_ACTIVE.word()).isEqualTo("pre-active");
    assertThat(KeyState.of("ACTIVE")).isEmpty();
  }
}
