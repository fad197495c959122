package dev.yinhu.register;

import java.util.Optional;

/**
 * A field holds the same value as a field elsewhere, by which a person's rows are followed.
 *
 * @param target the field at the other end
 * @param direction which way the value travels; empty means both
 */
public record FieldReference(FieldRef target, Optional<Direction> direction) {
  /** Which end is read first. */
  public enum Direction implements WireName {
    /** The value comes from the target. */
    FROM("from"),
    /** The value leads to the target. */
    TO("to");

    private final String wire;

    Direction(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }
}
