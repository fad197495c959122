/**
 * What is said: {@link dev.yinhu.notices.text.Texts} reads templates from the jar, one file for
 * each version, and fills them in. A parameter is a code, number or date (see {@link
 * dev.yinhu.notices.Parameter}), so nothing personal can come into a text; the one exception, a
 * one-time code, is a {@link dev.yinhu.notices.SecretCode}.
 */
@NullMarked
package dev.yinhu.notices.text;

import org.jspecify.annotations.NullMarked;
