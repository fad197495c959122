/**
 * The hash tree of RFC 6962 section 2.1 (the same as RFC 9162 section 2.1) with SHA-256: leaf and
 * node hashes, and the compact range that is all a writer needs to grow the tree.
 */
@NullMarked
package dev.yinhu.accessaudit.merkle;

import org.jspecify.annotations.NullMarked;
