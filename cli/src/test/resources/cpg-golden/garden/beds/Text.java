package garden.beds;

public class Text {
  static String join(String first, String second) {
    return first + ' ' + second;
  }

  @Deprecated
  static String dots(int count) {
    String dots = "";
    for (int i = 0; i < count; i++) {
      dots += '.';
    }
    return dots;
  }
}
