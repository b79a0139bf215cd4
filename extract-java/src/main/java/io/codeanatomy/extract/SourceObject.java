// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;

/** A source file as the compiler takes it; its text is read whenever the compiler asks for it. */
final class SourceObject extends SimpleJavaFileObject {

  private final SourceFile file;
  private final int maximumBytes;

  SourceObject(SourceFile file, int maximumBytes) {
    super(uri(file.path()), Kind.SOURCE);
    this.file = file;
    this.maximumBytes = maximumBytes;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
    return new String(SourceText.of(file.reader().read(maximumBytes)).characters());
  }

  private static URI uri(String path) {
    try {
      return new URI("source", null, "/" + path, null);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("a quoted path is a URI: " + path, impossible);
    }
  }
}
