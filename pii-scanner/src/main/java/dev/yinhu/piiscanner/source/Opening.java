package dev.yinhu.piiscanner.source;

/** What came of opening a file as a text. */
public sealed interface Opening permits OpenedText, NoText {}
