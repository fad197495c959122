/** Why a request may be refused: codes, the law behind each, and what the person can do then. */
@NullMarked
package dev.yinhu.subjectrights.refusal;

import org.jspecify.annotations.NullMarked;
