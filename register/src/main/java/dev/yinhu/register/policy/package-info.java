/**
 * The privacy policy (个人信息处理规则) that follows from a register: what people are told of the
 * processing by law, so that text and declaration cannot drift apart.
 *
 * <p>{@link dev.yinhu.register.policy.PrivacyPolicy} writes a {@link
 * dev.yinhu.register.policy.PolicyText} in Chinese or English, which becomes Markdown or a page of
 * HTML. Only what is in force is told. Source of what must be in it: PIPL 7, 14 to 17, 21 to 23,
 * 30, 44 to 50; Network Data Regulation (网络数据安全管理条例) 21.
 */
@NullMarked
package dev.yinhu.register.policy;

import org.jspecify.annotations.NullMarked;
