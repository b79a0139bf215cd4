package shop;

abstract class Base<T extends Comparable<T>> implements Countable {
  T largest(T first, T second) {
    return first.compareTo(second) > 0 ? first : second;
  }
}

class Paths {
  interface Open {}

  interface Closed {}
}
