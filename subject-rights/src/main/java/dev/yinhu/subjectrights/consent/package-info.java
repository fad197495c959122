/**
 * Consent of people to purposes: the texts that they are shown, by version and with their hash; a
 * history that only grows of who decided what, when, having seen which text; how a consent stands,
 * which field-access asks before it reads for a purpose that rests on consent; and withdrawal.
 */
@NullMarked
package dev.yinhu.subjectrights.consent;

import org.jspecify.annotations.NullMarked;
