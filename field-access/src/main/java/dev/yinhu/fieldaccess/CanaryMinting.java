package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.crypto.canary.Plausible;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Protection;
import dev.yinhu.register.SubjectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes canaries: values of made-up persons, sealed as any other, whose reading is marked in the
 * access log and by nothing else. One version of the register decides. Safe for use by many
 * threads; minting blocks.
 */
public final class CanaryMinting {
  /** How many may be made at once. */
  public static final int MOST = 1_000;

  private final Guard guard;
  private final Crypto crypto;
  private final RandomGenerator random;

  CanaryMinting(Guard guard, Crypto crypto, RandomGenerator random) {
    this.guard = guard;
    this.crypto = crypto;
    this.random = random;
  }

  /** What is wrong with an order; empty when it can be done. Never blocks. */
  public Optional<String> problem(CanaryOrder order) {
    Optional<DeclaredField> field = guard.field(order.field());
    if (field.flatMap(DeclaredField::protection).isEmpty()) {
      return Optional.of("the register declares no encrypted field of this name");
    }
    if (field.get().protection().flatMap(Protection::format).isPresent()) {
      return Optional.of("fields whose ciphertext keeps the value's shape take no canaries yet");
    }
    if (order.count() < 1 || order.count() > MOST) {
      return Optional.of("count is 1 to " + MOST);
    }
    if (field.get().subject().isEmpty() && order.subjectPattern().isPresent()) {
      return Optional.of("this field has no subject: leave the pattern out");
    }
    if (!pattern(order).isGood()) {
      return Optional.of(
          "the pattern of subject ids needs # for digits and @ for letters, for at least a million"
              + " ids, each a good subject id");
    }
    if (order.value().isPresent()) {
      return Optional.of("a value has 1 to " + Texts.MAX_VALUE_BYTES + " bytes in UTF-8")
          .filter(bad -> order.value().get().isEmpty() || !Texts.isValue(order.value().get()));
    }
    return Optional.of("no values can be made up for what this field holds: give one")
        .filter(none -> Plausible.of(field.get()).isEmpty());
  }

  private static SubjectPattern pattern(CanaryOrder order) {
    return new SubjectPattern(order.subjectPattern().orElse(SubjectPattern.DEFAULT));
  }

  /**
   * Makes them; every node knows them for canaries. Durable when this returns.
   *
   * @param orders without {@link #problem}
   */
  public List<MintedCanary> mint(List<CanaryOrder> orders) {
    List<MintedCanary> minted = new ArrayList<>();
    for (CanaryOrder order : orders) {
      DeclaredField field = guard.field(order.field()).orElseThrow();
      minted.addAll(
          field.subject().isPresent() ? ofSubjects(field, order) : ofNobody(field, order));
    }
    return minted;
  }

  private List<MintedCanary> ofSubjects(DeclaredField field, CanaryOrder order) {
    Map<SubjectId, KeyScope> scopes = crypto.subjects().findOrCreate(freshIds(order));
    List<SubjectRef> refs =
        scopes.values().stream().map(scope -> scope.subject().orElseThrow()).toList();
    crypto.canaries().addSubjects(field.ref(), refs);
    List<MintedCanary> minted = new ArrayList<>(scopes.size());
    scopes.forEach((id, scope) -> minted.add(seal(field, order, Optional.of(id), scope)));
    return minted;
  }

  /** Ids that no subject has yet: one who exists must never become a canary. */
  private Set<SubjectId> freshIds(CanaryOrder order) {
    Set<SubjectId> fresh = new LinkedHashSet<>();
    while (fresh.size() < order.count()) {
      Set<SubjectId> made = new LinkedHashSet<>();
      for (int i = fresh.size(); i < order.count(); i++) {
        made.add(pattern(order).make(random));
      }
      made.removeAll(crypto.subjects().find(made).keySet());
      fresh.addAll(made);
    }
    return fresh;
  }

  private List<MintedCanary> ofNobody(DeclaredField field, CanaryOrder order) {
    List<MintedCanary> minted = new ArrayList<>(order.count());
    for (int i = 0; i < order.count(); i++) {
      minted.add(seal(field, order, Optional.empty(), crypto.cipher().shared()));
    }
    crypto
        .canaries()
        .addValues(
            field.ref(),
            minted.stream().map(one -> one.value().getBytes(StandardCharsets.UTF_8)).toList());
    return minted;
  }

  private MintedCanary seal(
      DeclaredField field, CanaryOrder order, Optional<SubjectId> subject, KeyScope scope) {
    String value = order.value().orElseGet(() -> Plausible.of(field).orElseThrow().make(random));
    String ciphertext =
        crypto
            .cipher()
            .seal(
                field.protection().orElseThrow().suite(),
                field.ref(),
                scope,
                "",
                value.getBytes(StandardCharsets.UTF_8))
            .text();
    return new MintedCanary(field.ref().text(), subject.map(SubjectId::value), value, ciphertext);
  }

  /** The field of this name if the register declares it. */
  public Optional<FieldRef> field(String name) {
    return guard.field(name).map(DeclaredField::ref);
  }
}
