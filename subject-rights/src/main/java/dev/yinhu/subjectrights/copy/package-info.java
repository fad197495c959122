/**
 * What a person gets who asks for a copy: the form of the package.
 *
 * <p>The tour. {@link dev.yinhu.subjectrights.copy.SealedZip} writes files one after the other into
 * an archive that opens with a passphrase only, and remembers the hash of each; {@link
 * dev.yinhu.subjectrights.copy.CsvRows} and {@link dev.yinhu.subjectrights.copy.HtmlText} write
 * values so that they stay values in whatever program opens them.
 */
@NullMarked
package dev.yinhu.subjectrights.copy;

import org.jspecify.annotations.NullMarked;
