package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@link SignalRule#CANARY_READ}: no honest use reads what belongs to nobody. Remembers nothing.
 */
final class CanaryRead implements Detector {
  private static final Set<String> DETAILS = Set.of("canary", "token/canary");

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    if (seen.entry() instanceof Access access) {
      for (Item item : access.items()) {
        if (DETAILS.contains(item.detail())) {
          String purpose = access.purpose().isPresent() ? access.purpose().get().key() : "";
          SignalKey key =
              SignalKey.of(access.caller().value(), Outcomes.actor(access))
                  .withPurpose(purpose)
                  .withField(item.field());
          found.accept(
              Finding.once(SignalRule.CANARY_READ, Severity.CRITICAL, key, seen, item.count()));
        }
      }
    }
  }

  @Override
  public void write(DataOutput out) {}

  @Override
  public void read(DataInput in) {}
}
