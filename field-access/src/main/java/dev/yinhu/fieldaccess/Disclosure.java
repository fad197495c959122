package dev.yinhu.fieldaccess;

/** How much of the values a caller asks to see. */
public enum Disclosure {
  /** In clear, or not at all. */
  CLEAR,
  /** Masked, whatever the register would allow. */
  MASKED,
  /** As much as the register allows: in clear, else masked. */
  PERMITTED
}
