/**
 * Reading the data files of laws and forms: strict, every problem told with file and line, all
 * together.
 */
@NullMarked
package dev.yinhu.breachresponse.datafile;

import org.jspecify.annotations.NullMarked;
