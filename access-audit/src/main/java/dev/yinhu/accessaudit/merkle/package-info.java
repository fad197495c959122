/**
 * The hash tree of RFC 6962 section 2.1 (the same as RFC 9162 section 2.1) with SHA-256.
 *
 * <p>{@link dev.yinhu.accessaudit.merkle.MerkleHash} hashes leaves and nodes. {@link
 * dev.yinhu.accessaudit.merkle.CompactRange} is all that a writer needs to grow the tree. {@link
 * dev.yinhu.accessaudit.merkle.InclusionProof} shows that a leaf is in a tree, {@link
 * dev.yinhu.accessaudit.merkle.ConsistencyProof} that one tree is the beginning of another; both
 * are built from {@link dev.yinhu.accessaudit.merkle.TreeNodes}, wherever those come from, and
 * verified from their hashes alone.
 */
@NullMarked
package dev.yinhu.accessaudit.merkle;

import org.jspecify.annotations.NullMarked;
