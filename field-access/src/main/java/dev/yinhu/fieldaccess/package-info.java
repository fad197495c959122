/**
 * The guarded way to personal fields, and the only door to plaintext.
 *
 * <p>The tour. {@link dev.yinhu.fieldaccess.FieldAccess} takes a request of up to {@link
 * dev.yinhu.fieldaccess.FieldAccess#MAX_ITEMS} items. The register decides on each item (the
 * guard), limits are taken, crypto opens or seals, one audit entry is made durable, and only then
 * are the results released, in order, each a value or an {@link dev.yinhu.fieldaccess.ItemCode}.
 * When the entry cannot be written nothing is released.
 *
 * <p>A request on its way is an {@link dev.yinhu.fieldaccess.Access}: it says whether it needs the
 * store first, so that a server can run it at once on its event loop when all keys are cached.
 *
 * <p>Files of any length go the same way, one a request ({@link dev.yinhu.fieldaccess.FileAccess}):
 * the entry is durable before their first byte leaves, and a second one says when they did not get
 * to their end.
 */
@NullMarked
package dev.yinhu.fieldaccess;

import org.jspecify.annotations.NullMarked;
