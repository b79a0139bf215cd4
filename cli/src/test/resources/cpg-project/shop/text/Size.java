package shop.text;

import shop.*;

/** Größe 😀: the size of a text, in characters. */
record Größe(String text) {
  public static Größe of(String text) {
    String zeichen = "äöü😀" + text; // ≠ ASCII
    return new Größe(zeichen);
  }

  public int length() {
    Object value = text;
    if (value instanceof String string) {
      return string.length();
    }
    return Item.named(text).hashCode();
  }
}
