/**
 * The restrictions that people asked for: what stands under one is read for legal duties only, by
 * everybody and on every node, until it is lifted.
 */
@NullMarked
package dev.yinhu.subjectrights.restriction;

import org.jspecify.annotations.NullMarked;
