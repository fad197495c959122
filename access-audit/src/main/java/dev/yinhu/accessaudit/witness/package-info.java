/**
 * Witnesses, as C2SP tlog-witness specifies them: others who see each checkpoint of a log, check
 * that it goes on from the one before, and sign that they saw it, so that the log cannot show one
 * history to some and another to others.
 *
 * <p>{@link dev.yinhu.accessaudit.witness.Witness} is a witness itself, without its HTTP server: it
 * judges an {@link dev.yinhu.accessaudit.witness.AddCheckpoint} request, keeps what it signed in a
 * folder, and gives an {@link dev.yinhu.accessaudit.witness.WitnessAnswer}. {@link
 * dev.yinhu.accessaudit.witness.Witnesses} is the other side: it asks all witnesses of a policy
 * when a checkpoint is about to be published.
 */
@NullMarked
package dev.yinhu.accessaudit.witness;

import org.jspecify.annotations.NullMarked;
