package dev.yinhu.piiscanner.source;

/**
 * It is no text.
 *
 * @param why in a few words
 */
public record NoText(String why) implements Opening {}
