package dev.yinhu.crypto.shape;

/** What came of reading a value by a format. */
public sealed interface Reading permits ShapedText, Misfit {}
