package dev.yinhu.notices;

/** A notice of a drill came as far as a sender, which refuses it. */
public final class DrillRefused extends NoticesException {
  private static final long serialVersionUID = 1L;

  /** Of this notice. */
  public DrillRefused(DeliveryId id) {
    super("notice " + id + " belongs to a drill and is not sent to anybody");
  }
}
