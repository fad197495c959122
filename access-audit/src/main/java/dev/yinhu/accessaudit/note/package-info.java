/** Signed notes as C2SP signed-note specifies them: a text and lines of signatures below it. */
@NullMarked
package dev.yinhu.accessaudit.note;

import org.jspecify.annotations.NullMarked;
