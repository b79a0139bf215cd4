package garden;

import java.util.function.*;

final class Measures {
  static final int LIMIT = 9;

  enum Unit {
    METRE(100),
    FOOT(30);

    final int centimetres;

    Unit(int centimetres) {
      this.centimetres = centimetres;
    }
  }

  static int clip(int value) {
    return value > LIMIT ? LIMIT : value;
  }

  static IntUnaryOperator in(Unit unit) {
    return value -> clip(value) * unit.centimetres;
  }
}
