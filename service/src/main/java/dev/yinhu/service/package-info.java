/**
 * The process: everything of Yinhu put together and made callable.
 *
 * <p>{@link dev.yinhu.service.Main} runs a command line ({@code cli}); {@code serve} reads the
 * configuration ({@code config}), sets the log up ({@code logging}) and opens {@link
 * dev.yinhu.service.Yinhu}: one screen of {@code new} in which every module gets what it needs and
 * every resource goes to the {@link dev.yinhu.service.Closer}. Requests come in through {@code
 * http}, are signed in by {@code callers}, and leave the event loop only by {@code blocking}. No
 * other module knows Vert.x, picocli or the configuration file.
 */
@NullMarked
package dev.yinhu.service;

import org.jspecify.annotations.NullMarked;
