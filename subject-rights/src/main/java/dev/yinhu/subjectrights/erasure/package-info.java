/**
 * The deletion of a person, from the plan to the certificate.
 *
 * <p>The tour. {@link dev.yinhu.subjectrights.erasure.Planning} says by the register what becomes
 * of each field of a collection: {@link dev.yinhu.subjectrights.erasure.Fate}. {@link
 * dev.yinhu.subjectrights.erasure.Previewing} counts, without changing anything, how many rows that
 * concerns in every store. {@link dev.yinhu.subjectrights.erasure.Deletion} carries it out as the
 * steps of a case: from the leaves to the root, then looks whether anything came in meanwhile,
 * hands what a law keeps to a key of its own, and destroys the person's.
 */
@NullMarked
package dev.yinhu.subjectrights.erasure;

import org.jspecify.annotations.NullMarked;
