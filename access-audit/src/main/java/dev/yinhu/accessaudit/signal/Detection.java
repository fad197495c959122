package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * All detectors over one log. The findings follow from the entries and the settings alone: whoever
 * goes on from a {@link #snapshot} finds what one that was never stopped would have. For one
 * thread.
 */
final class Detection {
  /** Changes whenever a detector writes something else. */
  private static final int FORMAT = 1;

  /** Far in the future; a time beyond is no clock's, and would not fit the detectors' numbers. */
  private static final long LATEST = 1L << 33;

  private final ZoneId zone;
  private final List<Detector> detectors;

  Detection(SignalSettings settings, RegisterVersions registers) {
    this.zone = settings.zone();
    this.detectors =
        List.of(
            new CanaryRead(),
            new BulkReading(settings),
            new OffHours(settings),
            new Enumeration(settings),
            new Denials(settings),
            new Novelty(settings),
            new DailyLimit(settings, registers),
            new AdminActs(registers),
            new LogReading(settings));
  }

  /** Takes the next entry; a leaf that cannot be read tells nothing. */
  void see(long index, byte[] leaf, Consumer<Finding> found) {
    AuditEntry entry;
    try {
      entry = EntryReader.read(leaf);
    } catch (AuditException e) {
      return;
    }
    see(index, entry, found);
  }

  /** Takes the next entry. */
  void see(long index, AuditEntry entry, Consumer<Finding> found) {
    Seen seen = Seen.of(index, entry, zone);
    if (seen.seconds() < 0 || seen.seconds() > LATEST) {
      return;
    }
    for (Detector detector : detectors) {
      detector.see(seen, found);
    }
  }

  /** What the detectors remember. */
  byte[] snapshot() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast))) {
      out.writeInt(FORMAT);
      for (Detector detector : detectors) {
        detector.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      fast.end();
    }
    return bytes.toByteArray();
  }

  /**
   * Goes on from a snapshot.
   *
   * @return false when it is of another release; then nothing is remembered that can be relied on
   */
  boolean restore(byte[] snapshot) {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(snapshot)))) {
      if (in.readInt() != FORMAT) {
        return false;
      }
      for (Detector detector : detectors) {
        detector.read(in);
      }
      return in.read() < 0;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
