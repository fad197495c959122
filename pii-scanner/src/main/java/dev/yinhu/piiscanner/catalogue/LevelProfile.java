package dev.yinhu.piiscanner.catalogue;

/**
 * A law or standard that says how sensitive a type is.
 *
 * @param name by which it is chosen, such as {@code pipl-28}
 * @param chinese its Chinese title
 * @param english its English title
 * @param source what was read to fill it in
 */
public record LevelProfile(String name, String chinese, String english, String source) {}
