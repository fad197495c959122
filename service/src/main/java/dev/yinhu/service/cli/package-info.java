/**
 * The command line. {@link dev.yinhu.service.cli.YinhuCommand} is the tree of commands; each is a
 * small class that parses its options, opens a {@link dev.yinhu.service.cli.Session} on the data
 * directory if it needs one, and prints through {@link dev.yinhu.service.cli.Console}. Exit codes:
 * 0 done, 1 found or failed, 2 wrong use.
 */
@NullMarked
package dev.yinhu.service.cli;

import org.jspecify.annotations.NullMarked;
