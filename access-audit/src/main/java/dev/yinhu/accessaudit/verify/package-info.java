/**
 * Verifies an access log without trusting whoever keeps it: from its files or its URL alone, in the
 * layout of C2SP tlog-tiles, with keys that the verifying person brings.
 *
 * <p>The tour. {@link dev.yinhu.accessaudit.verify.Verifier} takes a {@link
 * dev.yinhu.accessaudit.verify.LogSource} (a directory, a URL, or memory) and a {@link
 * dev.yinhu.accessaudit.verify.Trust} (keys, witnesses, an older checkpoint) and gives a {@link
 * dev.yinhu.accessaudit.verify.Verdict}: everything that was found, each {@link
 * dev.yinhu.accessaudit.verify.Finding} with its place and what to do. It goes from the signed root
 * down: the right edge must give the root, each tile the hash above it, each bundle of entries the
 * hashes of its tile; so what was changed is named, and not only that something was. {@link
 * dev.yinhu.accessaudit.verify.DatabaseCheck} does the same for the tables themselves, for those
 * who keep the log.
 */
@NullMarked
package dev.yinhu.accessaudit.verify;

import org.jspecify.annotations.NullMarked;
