/**
 * What a log states about itself, as C2SP tlog-checkpoint specifies it: {@link
 * dev.yinhu.accessaudit.checkpoint.Checkpoint} is the text of a statement, without its signatures.
 * {@link dev.yinhu.accessaudit.checkpoint.TlogProof} is one together with the proof that it covers
 * an entry. Nothing here signs, stores or depends on anything else: package {@code note} signs and
 * verifies such texts, {@code policy} says whose signatures are enough, {@code publish} decides
 * what the log of this service may state.
 */
@NullMarked
package dev.yinhu.accessaudit.checkpoint;

import org.jspecify.annotations.NullMarked;
