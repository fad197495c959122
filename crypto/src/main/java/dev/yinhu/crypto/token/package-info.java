/**
 * How tokens are drawn and printed, over given keys: {@link dev.yinhu.crypto.token.PrintedToken} is
 * the plain form, {@link dev.yinhu.crypto.token.TokenShape} makes one that looks like the value it
 * stands for, each from {@link dev.yinhu.crypto.token.Draws}, random or derived.
 *
 * <p>What is derived is part of the format (docs/formats.md, "Token").
 */
@NullMarked
package dev.yinhu.crypto.token;

import org.jspecify.annotations.NullMarked;
