/**
 * What is written to the log and how. {@link dev.yinhu.service.logging.LogSetup} is the only
 * configuration; there is no logback.xml. Lines are text or JSON. A failure is written as class
 * names and frames; only our own exceptions keep their message, which by rule holds no value that a
 * request carried, while those of libraries often quote what they choke on.
 */
@NullMarked
package dev.yinhu.service.logging;

import org.jspecify.annotations.NullMarked;
