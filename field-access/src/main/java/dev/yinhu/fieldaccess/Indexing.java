package dev.yinhu.fieldaccess;

import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computing blind indexes: what to store for a value, and what to ask for to find it. Makes no
 * subject: one that is named must exist. Each value counts against limits: whoever may ask without
 * end could compute the index of every telephone number there is.
 */
final class Indexing extends Batch {
  /** So many hashes are computed at once on the thread that asks; more go to another one. */
  private static final int FEW_TERMS = 200;

  /** Most indexes that one answer carries: about 5 MB. */
  private static final int MOST_TERMS = 100_000;

  private final Optional<Purpose> purpose;
  private final List<IndexItem> items;
  private final List<Optional<IndexTarget>> targets;
  private final List<Optional<ItemResult.Indexed>> computed = new ArrayList<>();
  private final boolean inside;
  private long terms;
  private boolean loaded;

  Indexing(Room room, Requester requester, Optional<Purpose> purpose, List<IndexItem> items) {
    this(room, requester, purpose, items, false);
  }

  /** For work inside this process: no bound or limit, and nothing to index is an answer too. */
  static Indexing inside(Room room, Requester requester, List<IndexItem> items) {
    return new Indexing(room, requester, Optional.empty(), items, true);
  }

  private Indexing(
      Room room,
      Requester requester,
      Optional<Purpose> purpose,
      List<IndexItem> items,
      boolean inside) {
    super(room, requester, items.size());
    this.inside = inside;
    this.purpose = purpose;
    this.items = List.copyOf(items);
    this.targets = new ArrayList<>(items.size());
    this.items.forEach(this::prepare);
  }

  private void prepare(IndexItem item) {
    Optional<CompoundIndex> compound = room.guard().compound(item.field());
    Slot slot = compound.isPresent() ? compoundSlot(compound.get()) : fieldSlot(item.field(), null);
    Optional<IndexTarget> target =
        slot.open()
            ? compound
                .<IndexTarget>map(this::compound)
                .or(() -> ofField(slot, slot.declared(), item.part()))
            : Optional.empty();
    targets.add(target);
    if (slot.open()) {
      IndexTarget known = target.orElseThrow();
      slot.decide(room.guard().index(requester.caller(), purpose, known.fields()));
      checkValues(slot, known, item);
      checkSize(slot, known);
    }
    String subject = item.subject();
    if (slot.field.isPresent() && subject != null) {
      takeSubjectIfOpen(slot, subject);
    }
  }

  private void takeSubjectIfOpen(Slot slot, String subject) {
    if (slot.open()) {
      takeSubject(slot, subject);
    }
  }

  /** Its subject, if one is named, is that of its first field. */
  private Slot compoundSlot(CompoundIndex index) {
    Slot slot = new Slot(slots.size(), room.guard().field(index.fields().getFirst().text()), null);
    slot.recordAs(index.ref().text());
    slots.add(slot);
    return slot;
  }

  private IndexTarget compound(CompoundIndex index) {
    List<DeclaredField> fields =
        index.fields().stream().map(ref -> room.guard().field(ref.text()).orElseThrow()).toList();
    return new IndexTarget.Compound(index, fields);
  }

  private static Optional<IndexTarget> ofField(
      Slot slot, DeclaredField field, @Nullable String part) {
    Optional<Protection> protection = field.protection();
    boolean indexed =
        protection.filter(p -> p.index().isPresent() || !p.partIndexes().isEmpty()).isPresent();
    if (!indexed) {
      slot.refuse(
          ItemCode.BAD_REQUEST, "not-indexed", "the register declares no index for this field");
      return Optional.empty();
    }
    if (part == null) {
      return protection.map(known -> new IndexTarget.Whole(field, known));
    }
    @Nullable IndexSettings settings = protection.orElseThrow().partIndexes().get(part);
    if (settings == null) {
      slot.refuse(
          ItemCode.BAD_REQUEST, "unknown-part", "the register declares no such part of this field");
      return Optional.empty();
    }
    return Optional.of(
        new IndexTarget.Part(field, part, protection.orElseThrow().suite(), settings));
  }

  private static void checkValues(Slot slot, IndexTarget target, IndexItem item) {
    if (!slot.open()) {
      return;
    }
    switch (target) {
      case IndexTarget.Whole _, IndexTarget.Part _ -> {
        String value = item.value();
        if (value == null) {
          refuse(slot, "this is a field: give its value as value");
        } else {
          refuseBadValue(slot, value);
        }
      }
      case IndexTarget.Compound(CompoundIndex index, List<DeclaredField> declared) -> {
        Map<String, String> values = item.values().orElse(Map.of());
        var wanted = declared.stream().map(field -> field.ref().field()).toList();
        if (item.part() != null || !values.keySet().equals(new HashSet<>(wanted))) {
          refuse(slot, "this is a compound index: give values of " + String.join(", ", wanted));
        }
        values.values().forEach(value -> refuseBadValue(slot, value));
      }
    }
  }

  private static void refuse(Slot slot, String message) {
    slot.refuse(ItemCode.BAD_REQUEST, "value", message);
  }

  /** The answer of one item may be large where there are partitions; that of all is bounded. */
  private void checkSize(Slot slot, IndexTarget target) {
    if (!slot.open()) {
      return;
    }
    long wanted =
        target.definitions().stream()
            .mapToLong(definition -> room.indexes().queriesFor(definition))
            .sum();
    if (!inside && terms + wanted > MOST_TERMS) {
      slot.refuse(
          ItemCode.BAD_REQUEST,
          "size",
          "the items before this one have " + terms + " indexes to ask for: ask with fewer items");
      return;
    }
    terms += wanted;
  }

  @Override
  boolean wantsScope(Slot slot) {
    return true;
  }

  @Override
  boolean wantsMore() {
    return terms > FEW_TERMS;
  }

  @Override
  void fetch() {
    take(room.subjects().find(missing(false)));
    compute();
    loaded = true;
  }

  private void compute() {
    for (int i = 0; i < slots.size(); i++) {
      IndexItem item = items.get(i);
      computed.add(
          slots.get(i).open()
              ? targets.get(i).flatMap(target -> target.compute(room.indexes(), item))
              : Optional.empty());
    }
  }

  @Override
  void perform() {
    if (!loaded) {
      compute();
    }
    if (!inside) {
      counted.take(slots, purpose());
    }
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).open()) {
        settle(slots.get(i), items.get(i), computed.get(i));
        noteCanary(slots.get(i), targets.get(i), items.get(i));
      }
    }
  }

  /** Told in the entry alone, as when one is read; not of jobs, which look for nobody. */
  private void noteCanary(Slot slot, Optional<IndexTarget> target, IndexItem item) {
    boolean canary =
        target
            .filter(known -> !inside && known.isCanary(room.canaries(), room.indexes(), item))
            .isPresent();
    if (canary && slot.result() instanceof ItemResult.Indexed) {
      slot.note("canary");
    }
  }

  private void settle(Slot slot, IndexItem item, Optional<ItemResult.Indexed> indexed) {
    if (slot.subject != null && slot.scope == null) {
      slot.refuseErased();
    } else if (indexed.isPresent() || inside) {
      slot.done(
          "indexed",
          Optional.ofNullable(item.part()).orElse(""),
          indexed.orElse(ItemResult.Indexed.NOTHING));
    } else if (item.part() != null) {
      refuse(slot, "the value has not as many characters as this part");
    } else {
      refuse(slot, "nothing is left of the value to be indexed, or it is shorter than any part");
    }
  }

  @Override
  Operation operation() {
    return Operation.SEARCH;
  }

  @Override
  Optional<Purpose> purpose() {
    return purpose.filter(room.guard()::declares);
  }
}
