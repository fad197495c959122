/**
 * The configuration, read once and then immutable.
 *
 * <p>{@code Keys} is the only list of settings: path, kind, default and meaning. {@link
 * dev.yinhu.service.config.ConfigReader} collects the texts of all sources (command line over
 * environment over {@code yinhu.yaml} over defaults), lets each key read its own text, and answers
 * either a {@link dev.yinhu.service.config.YinhuConfig} or every problem at once. The page
 * docs/configuration.md is held to the list by a test.
 */
@NullMarked
package dev.yinhu.service.config;

import org.jspecify.annotations.NullMarked;
