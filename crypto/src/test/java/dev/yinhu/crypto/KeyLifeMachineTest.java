package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever administrators do from two nodes, in whatever order: the rules of the life cycle hold,
 * and every envelope ever sealed gives what the state of its version says.
 */
class KeyLifeMachineTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final KeyringName FIELD = KeyringName.FIELD;
  private static final List<String> PERSONS = List.of("anna", "ben");
  private static final KeyPolicy POLICY =
      new KeyPolicy(
          Duration.ofMinutes(40),
          KeyPolicy.MOST_SEALS,
          Duration.ofMinutes(30),
          KeyWatch.LONGEST_STEP);

  private static final SettableClock CLOCK = new SettableClock();
  private static final TestCrypto FIXTURE = TestCrypto.closed();
  private static final List<Crypto> NODES =
      List.of(FIXTURE.anotherNode(CLOCK), FIXTURE.anotherNode(CLOCK));
  private static final KeyDuties DUTIES =
      NODES.getFirst().keep(POLICY, TestCrypto.UNRECORDED, List::of);

  /** Every envelope sealed, over all tries: nothing is ever forgotten. */
  private static final List<Envelope> SEALED = new ArrayList<>();

  /** Who asked for the destruction of a version last, and who approved it. */
  private static final Map<Integer, List<String>> DECIDED = new HashMap<>();

  @AfterContainer
  static void close() {
    FIXTURE.close();
  }

  /** What can be done. */
  enum Act {
    ROTATE,
    STATE,
    LOWEST,
    REQUEST,
    APPROVE,
    RESTORE,
    TIME,
    BACK
  }

  /**
   * One command.
   *
   * @param back which version, counted back from the newest
   */
  record Command(Act act, int node, int back, KeyState state, int person) {}

  @Provide
  Arbitrary<List<Command>> commands() {
    return Combinators.combine(
            // What leads to destruction is drawn more often: it takes several steps in order.
            Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(Act.class)),
                Tuple.of(1, Arbitraries.of(Act.REQUEST, Act.APPROVE, Act.TIME))),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(KeyState.class),
            Arbitraries.integers().between(0, 1))
        .as(Command::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(30);
  }

  @Property(tries = 40)
  void theRulesHold(@ForAll("commands") List<Command> commands) {
    for (Command command : commands) {
      SEALED.add(seal(NODES.get(command.node())));
      KeyStatus.Keyring before = status();
      try {
        run(command, before.versions().size());
      } catch (KeyChangeRefused refused) {
        assertThat(shape(status())).as("refused: %s", command).isEqualTo(shape(before));
      }
      assertRules(command, before, status());
    }
    assertEnvelopesAnswerAsTheirVersions(status());
  }

  private static void run(Command command, int newest) {
    KeyLifeCycle keys = NODES.get(command.node()).lifeCycle(POLICY);
    int version = Math.max(1, newest - command.back());
    String person = PERSONS.get(command.person());
    switch (command.act()) {
      case ROTATE -> keys.rotate(FIELD);
      case STATE -> keys.changeState(FIELD, version, command.state());
      case LOWEST -> keys.setMinDecryptVersion(FIELD, version);
      case REQUEST -> {
        keys.requestDestruction(FIELD, version, person);
        DECIDED.put(version, List.of(person));
      }
      case APPROVE -> {
        keys.approveDestruction(FIELD, version, person);
        DECIDED.computeIfPresent(version, (v, by) -> List.of(by.getFirst(), person));
      }
      case RESTORE -> {
        keys.restore(FIELD, version);
        DECIDED.remove(version);
      }
      case TIME -> {
        CLOCK.move(KeyWatch.LONGEST_STEP);
        DUTIES.performNow();
      }
      case BACK -> {
        CLOCK.move(Duration.ofHours(-2));
        DUTIES.performNow();
      }
    }
  }

  /** Without use counts, which the nodes store whenever they like. */
  private static List<String> shape(KeyStatus.Keyring keyring) {
    return keyring.versions().stream()
        .map(version ->
            "%d %d %s %s %s"
                .formatted(
                    keyring.minDecryptVersion(),
                    version.number(),
                    version.state(),
                    version.retired(),
                    version.destruction()))
        .toList();
  }

  private static KeyStatus.Keyring status() {
    return NODES.getLast().lifeCycle(POLICY).status().keyring(FIELD);
  }

  private static void assertRules(
      Command command, KeyStatus.Keyring before, KeyStatus.Keyring after) {
    assertThat(after.versions())
        .as("numbers without gap or repetition")
        .extracting(KeyStatus.Version::number)
        .isEqualTo(IntStream.rangeClosed(1, after.versions().size()).boxed().toList());
    assertThat(after.versions())
        .as("one active version after %s", command)
        .filteredOn(version -> version.state() == KeyState.ACTIVE)
        .singleElement()
        .matches(active -> !active.retired() && active.number() == after.active());
    assertThat(after.minDecryptVersion()).isBetween(1, after.active());
    Set<Long> ids = new HashSet<>();
    assertThat(after.versions()).allMatch(version -> ids.add(version.keyId()));
    for (int i = 0; i < before.versions().size(); i++) {
      KeyStatus.Version was = before.versions().get(i);
      KeyStatus.Version is = after.versions().get(i);
      assertThat(is.keyId()).isEqualTo(was.keyId());
      if (was.state() != is.state()) {
        assertThat(was.state().mayBecome(is.state()))
            .as("%s became %s by %s", was.state(), is.state(), command)
            .isTrue();
      }
      if (is.state() == KeyState.DESTROYED && was.state() != KeyState.DESTROYED) {
        assertThat(was.destruction().flatMap(KeyStatus.Destruction::approvedBy)).isPresent();
        assertThat(DECIDED.getOrDefault(is.number(), List.of()))
            .as("two persons destroyed version %d", is.number())
            .hasSize(2)
            .doesNotHaveDuplicates();
      }
    }
  }

  private static void assertEnvelopesAnswerAsTheirVersions(KeyStatus.Keyring field) {
    for (Crypto node : NODES) {
      // The notices of the other node's changes may still be on their way.
      node.keyrings().reload();
      for (Envelope sealed : SEALED) {
        KeyStatus.Version version =
            field.versions().stream()
                .filter(one -> one.keyId() == sealed.keyId())
                .findFirst()
                .orElseThrow();
        Opened opened = node.cipher().open(PHONE, node.cipher().shared(), "", sealed);
        if (version.state() == KeyState.DESTROYED) {
          assertThat(opened).isEqualTo(new Opened.KeyDestroyed());
        } else if (version.retired()) {
          assertThat(opened).isEqualTo(new Opened.KeyRetired());
        } else {
          assertThat(opened).isInstanceOf(Opened.Plaintext.class);
        }
      }
    }
  }

  private static Envelope seal(Crypto node) {
    return node.cipher().seal(Suite.AES256_GCM, PHONE, node.cipher().shared(), "", new byte[] {7});
  }
}
