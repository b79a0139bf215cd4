// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901) as texts. */
final class JsonPointer {

  private JsonPointer() {}

  /** The pointer of a field of the object at a pointer. */
  static String field(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The pointer of an item of the array at a pointer. */
  static String item(String parent, int index) {
    return parent + "/" + index;
  }

  /** The field names and indexes of a pointer. */
  static List<String> tokens(String pointer) {
    List<String> tokens = new ArrayList<>();
    int start = 1;
    while (start <= pointer.length()) {
      int end = pointer.indexOf('/', start);
      if (end < 0) {
        end = pointer.length();
      }
      tokens.add(pointer.substring(start, end).replace("~1", "/").replace("~0", "~"));
      start = end + 1;
    }
    return tokens;
  }
}
