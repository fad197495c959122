package dev.yinhu.fieldaccess;

import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computing the blind indexes of what ciphertexts hold, so that stored indexes can be brought under
 * the newest key, or compared, where the values stand nowhere in clear. What is opened never
 * leaves.
 */
final class SealedIndexing extends Opening {
  private final List<SealedIndexItem> items;
  private final String[] values;

  SealedIndexing(Room room, Requester requester, List<SealedIndexItem> items) {
    super(
        room,
        requester,
        items.stream().flatMap(item -> item.sealed().stream()).toList(),
        field -> decide(room.guard(), requester, field));
    this.items = List.copyOf(items);
    this.values = new String[slots.size()];
  }

  /** Both rights: opening is rewrapping's, and who may compute the index of a value may here. */
  private static Decision decide(Guard guard, Requester requester, DeclaredField field) {
    Decision rewrap = guard.rewrap(requester.caller(), field);
    return switch (rewrap) {
      case Decision.Denied denied -> denied;
      case Decision.Allowed _ ->
          guard.index(requester.caller(), Optional.empty(), List.of(field.ref()));
    };
  }

  @Override
  void holdBack() {
    // Limits count what is read; here nobody reads.
  }

  @Override
  void opened(Slot slot, byte[] plaintext) {
    values[slot.position] = new String(plaintext, StandardCharsets.UTF_8);
  }

  @Override
  void perform() {
    super.perform();
    int first = 0;
    for (SealedIndexItem item : items) {
      settle(item, slots.subList(first, first + item.sealed().size()));
      first += item.sealed().size();
    }
  }

  private void settle(SealedIndexItem item, List<Slot> group) {
    Optional<Slot> refused = group.stream().filter(slot -> !slot.open()).findFirst();
    if (refused.isPresent()) {
      ItemResult.Refused why = (ItemResult.Refused) refused.get().result();
      group.stream().filter(Slot::open).forEach(slot -> slot.refuse(why.code(), "", why.message()));
      return;
    }
    List<FieldRef> fields = group.stream().map(slot -> slot.declared().ref()).toList();
    Optional<IndexTarget> target = target(item).filter(known -> known.fields().equals(fields));
    for (Slot slot : group) {
      if (target.isEmpty()) {
        slot.refuse(
            ItemCode.BAD_REQUEST,
            "not-indexed",
            "the register declares no such index, or over other fields");
      } else {
        slot.done("indexed", "", ItemResult.Indexed.NOTHING);
      }
    }
    target.ifPresent(known -> group.getFirst().done("indexed", "", indexed(known, item, group)));
  }

  private Optional<IndexTarget> target(SealedIndexItem item) {
    Optional<CompoundIndex> compound = room.guard().compound(item.index());
    if (compound.isPresent()) {
      return compound.map(index ->
          new IndexTarget.Compound(
              index,
              index.fields().stream()
                  .map(ref -> room.guard().field(ref.text()).orElseThrow())
                  .toList()));
    }
    return room.guard()
        .field(item.index())
        .filter(DeclaredField::isIndexed)
        .map(field -> new IndexTarget.Whole(field, field.protection().orElseThrow()));
  }

  private ItemResult.Indexed indexed(IndexTarget target, SealedIndexItem item, List<Slot> group) {
    Map<String, String> byField = new HashMap<>();
    group.forEach(slot -> byField.put(slot.declared().ref().field(), values[slot.position]));
    IndexItem clear =
        new IndexItem(
            item.index(), null, values[group.getFirst().position], Optional.of(byField), null);
    return target.compute(room.indexes(), clear).orElse(ItemResult.Indexed.NOTHING);
  }

  @Override
  Operation operation() {
    return Operation.REWRAP;
  }

  @Override
  Optional<Purpose> purpose() {
    return Optional.empty();
  }
}
