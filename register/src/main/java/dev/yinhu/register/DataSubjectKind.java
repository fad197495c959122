package dev.yinhu.register;

/**
 * A kind of person whom data are about, such as customers.
 *
 * @param key its key
 * @param label what people are shown
 */
public record DataSubjectKind(String key, Label label) {}
