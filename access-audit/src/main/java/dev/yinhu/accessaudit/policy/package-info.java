/**
 * Whose signatures make a checkpoint worth believing: C2SP tlog-policy.
 *
 * <p>A {@link dev.yinhu.accessaudit.policy.TrustPolicy} is read from a small file that names logs,
 * witnesses, groups of witnesses and a quorum; it judges a signed note and tells in a {@link
 * dev.yinhu.accessaudit.policy.Judgement} who signed it. The verifier uses it, the publisher to
 * know which witnesses to ask and how many must answer, and a witness to know which logs are its
 * own.
 */
@NullMarked
package dev.yinhu.accessaudit.policy;

import org.jspecify.annotations.NullMarked;
