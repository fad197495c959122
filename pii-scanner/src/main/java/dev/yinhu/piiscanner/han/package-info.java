/**
 * Chinese words in a form that is fast to walk: traditional characters read as simplified ones, and
 * {@linkplain dev.yinhu.piiscanner.han.WordTrie tries} over characters with a number for each word.
 * Names and addresses are found with them.
 */
@NullMarked
package dev.yinhu.piiscanner.han;

import org.jspecify.annotations.NullMarked;
