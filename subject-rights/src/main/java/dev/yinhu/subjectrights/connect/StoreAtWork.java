package dev.yinhu.subjectrights.connect;

/** A store has taken a request and needs time for it; it is asked again under the same id. */
public final class StoreAtWork extends StoreUnavailable {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which store, and nothing personal
   */
  public StoreAtWork(String message) {
    super(message);
  }
}
