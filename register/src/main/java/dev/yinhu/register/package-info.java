/**
 * The register: the one declaration from which everything else in Yinhu derives, and the words that
 * all modules share.
 *
 * <p>Three groups of types live here.
 *
 * <ul>
 *   <li><b>Shared words</b>: {@link dev.yinhu.register.FieldRef}, {@link
 *       dev.yinhu.register.SubjectId}, {@link dev.yinhu.register.Purpose}, {@link
 *       dev.yinhu.register.CallerName}, {@link dev.yinhu.register.CategoryKey}, {@link
 *       dev.yinhu.register.Operation}, {@link dev.yinhu.register.MaskRule}. Their constructors
 *       refuse what is not well-formed.
 *   <li><b>The model</b>: {@link dev.yinhu.register.Register} answers which fields exist ({@link
 *       dev.yinhu.register.DeclaredField}) and for which purposes they are processed ({@link
 *       dev.yinhu.register.PurposeDeclaration}). It states facts; who may do what is decided by
 *       field-access from them. Everything is immutable.
 *   <li><b>The versions</b>: {@link dev.yinhu.register.RegisterStore} keeps every applied version
 *       of the source text for ever.
 * </ul>
 *
 * <p>{@code dev.yinhu.register.reading} turns the YAML files into a {@link
 * dev.yinhu.register.Register} or into a list of everything that is wrong with them. {@code
 * dev.yinhu.register.law} and {@code dev.yinhu.register.calendar} hold deadlines and working days.
 */
@NullMarked
package dev.yinhu.register;

import org.jspecify.annotations.NullMarked;
