/**
 * Signed notes as C2SP signed-note specifies them: a text and lines of signatures below it.
 *
 * <p>{@link dev.yinhu.accessaudit.note.SignedNote} reads a note and tells, as a {@link
 * dev.yinhu.accessaudit.note.Verification}, which of the keys one knows have signed it and when;
 * {@link dev.yinhu.accessaudit.note.NoteKey} is such a key; {@link
 * dev.yinhu.accessaudit.note.NoteSigner} signs. Three kinds of signature are known ({@link
 * dev.yinhu.accessaudit.note.KeyType}): plain Ed25519, with which a log signs its checkpoints, and
 * the two cosignatures of C2SP tlog-cosignature, which carry a time and with which witnesses sign.
 */
@NullMarked
package dev.yinhu.accessaudit.note;

import org.jspecify.annotations.NullMarked;
