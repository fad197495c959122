/**
 * Corrections: what somebody wants to stand in a field is looked at, written where it stands, and
 * told to those who got it. The value lies sealed while the request is open, and nowhere after.
 */
@NullMarked
package dev.yinhu.subjectrights.correction;

import org.jspecify.annotations.NullMarked;
