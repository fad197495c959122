/**
 * Replacing personal data in texts.
 *
 * <p>The tour. {@link dev.yinhu.piiscanner.redact.Redaction} scans a text and puts something else
 * in the place of each finding; {@link dev.yinhu.piiscanner.redact.Replacement} says what. {@code
 * JsonText} does it within JSON documents, so that they stay JSON. All of a text's values are given
 * to the replacement at once, because the reversible ones are written to the access log once for a
 * text; when one of them cannot be replaced, no text comes out.
 */
@NullMarked
package dev.yinhu.piiscanner.redact;

import org.jspecify.annotations.NullMarked;
