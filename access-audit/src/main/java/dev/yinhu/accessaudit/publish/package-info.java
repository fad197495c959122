/**
 * What the log of this service states about itself, and when it must not.
 *
 * <p>{@link dev.yinhu.accessaudit.publish.CheckpointPublisher} runs beside the log: when the tree
 * grew it signs a checkpoint ({@link dev.yinhu.accessaudit.publish.LogSigners}), keeps it in a file
 * outside the database ({@code KeptFile}), has witnesses cosign it ({@link
 * dev.yinhu.accessaudit.publish.Cosigning}), stores it for all nodes ({@code CheckpointStore}) and
 * only then serves it. Before it signs, {@code Lineage} proves that the tree goes on from every
 * checkpoint that was kept or stored; a tree that does not is refused, over restarts too, until
 * somebody accepts it with {@link dev.yinhu.accessaudit.publish.RestoreAcceptance}, and then the
 * log goes on under another name ({@link dev.yinhu.accessaudit.publish.LogName}).
 */
@NullMarked
package dev.yinhu.accessaudit.publish;

import org.jspecify.annotations.NullMarked;
