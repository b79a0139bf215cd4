package shop;

enum Color {
  RED(1),
  GREEN(2) {
    @Override
    int weight() {
      return 2 * base;
    }
  };

  final int base;

  Color(int base) {
    this.base = base;
  }

  @Deprecated
  int weight() {
    return base;
  }
}
