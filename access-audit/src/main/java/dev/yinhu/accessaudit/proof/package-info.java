/**
 * What the log gives out to those who do not trust it: tiles, entry bundles and proofs, all within
 * the last published checkpoint and none that does not verify against it.
 *
 * <p>{@link dev.yinhu.accessaudit.proof.PublishedLog} is the log as published; {@link
 * dev.yinhu.accessaudit.proof.PublishedTree} is one checkpoint of it, for several proofs that shall
 * lead to the same root.
 */
@NullMarked
package dev.yinhu.accessaudit.proof;

import org.jspecify.annotations.NullMarked;
