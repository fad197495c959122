package dev.yinhu.piiscanner.spark;

import java.io.PrintStream;

/**
 * Where a run speaks.
 *
 * @param out for results
 * @param err for what somebody who waits has to know
 */
record Streams(PrintStream out, PrintStream err) {}
