package dev.yinhu.breachresponse.scope;

/**
 * Persons and values of one field, category, caller or day.
 *
 * @param key its name; of a day {@code 2026-03-01}
 * @param persons different persons
 * @param records values
 */
public record Tally(String key, long persons, long records) {}
