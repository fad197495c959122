/**
 * What a scan tells, in the forms it is told in. Nothing here carries a value that was found: only
 * its place, a masked sample and a keyed fingerprint.
 */
@NullMarked
package dev.yinhu.piiscanner.report;

import org.jspecify.annotations.NullMarked;
