package dev.yinhu.register;

/**
 * An enum constant that has a spelling of its own outside Java: in YAML, JSON and the audit log.
 */
public interface WireName {
  /** The stable spelling; never changes once released. */
  String wire();
}
