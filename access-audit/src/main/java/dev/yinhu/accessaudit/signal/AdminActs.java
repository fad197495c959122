package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Admin;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.register.Register;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@link SignalRule#ADMIN_CHANGE}, told when it is asked for, and {@link
 * SignalRule#RIGHTS_WIDENED}, told when a version of the register is in force. What the service
 * does by itself (an actor that ends in {@code -keeper}) is nobody's doing.
 */
final class AdminActs implements Detector {
  private static final Map<String, Severity> ACTIONS =
      Map.ofEntries(
          Map.entry("key-destruction-request", Severity.HIGH),
          Map.entry("key-destruction-approve", Severity.HIGH),
          Map.entry("key-state", Severity.LOW),
          Map.entry("key-min-version", Severity.LOW),
          Map.entry("key-seal", Severity.MEDIUM),
          Map.entry("epoch-rotate", Severity.LOW),
          Map.entry("epoch-destroy", Severity.MEDIUM),
          Map.entry("canaries-retire", Severity.MEDIUM),
          Map.entry("signal-mode", Severity.MEDIUM),
          Map.entry("signal-exception", Severity.LOW));

  private final RegisterVersions registers;

  /** The newest version of the register that was looked at. */
  private long version;

  AdminActs(RegisterVersions registers) {
    this.registers = registers;
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    if (seen.entry() instanceof Admin admin) {
      if (admin.phase() == Phase.INTENT && !admin.actor().endsWith("-keeper")) {
        asked(admin, seen, found);
      } else if (admin.phase() == Phase.DONE && admin.action().equals("register-apply")) {
        applied(admin, seen, found);
      }
    }
  }

  private static void asked(Admin admin, Seen seen, Consumer<Finding> found) {
    Severity severity = ACTIONS.get(admin.action());
    if (admin.action().equals("caller-add")) {
      String role = admin.details().getOrDefault("role", "service");
      severity = role.equals("service") ? null : Severity.MEDIUM;
    }
    if (severity != null) {
      SignalKey key = SignalKey.caller(admin.actor()).withDetail(admin.action());
      found.accept(Finding.once(SignalRule.ADMIN_CHANGE, severity, key, seen, 1));
    }
  }

  private void applied(Admin admin, Seen seen, Consumer<Finding> found) {
    long now = number(admin.details().getOrDefault("version", ""));
    if (now <= version) {
      return;
    }
    version = now;
    Optional<Register> before = registers.version(now - 1);
    Optional<Register> after = registers.version(now);
    if (before.isPresent() && after.isPresent()) {
      int widened = WidenedRights.count(before.get(), after.get());
      if (widened > 0) {
        SignalKey key = SignalKey.caller(admin.actor()).withDetail("version-" + now);
        found.accept(Finding.once(SignalRule.RIGHTS_WIDENED, Severity.MEDIUM, key, seen, widened));
      }
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(version);
  }

  @Override
  public void read(DataInput in) throws IOException {
    version = in.readLong();
  }
}
