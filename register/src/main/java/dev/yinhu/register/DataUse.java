package dev.yinhu.register;

/**
 * A Fideslang data use; finer than the five {@linkplain Use uses} and informative only.
 *
 * @param key dotted key
 * @param label what people are shown
 */
public record DataUse(String key, Label label) {}
