package dev.yinhu.subjectrights.consent;

import java.time.Instant;

/**
 * A text that asks for consent, as people are shown it.
 *
 * @param sha256 of its UTF-8, hexadecimal
 * @param publishedBy the caller that brought it
 */
public record ConsentText(
    TextKey key, String text, String sha256, String publishedBy, Instant publishedAt) {}
