package shop;

/** Something to sell. */
public class Item {
  static int made;

  private final String name; // shown to people
  private int stock;

  Item(String name) {
    this.name = name;
    made++;
  }

  /** How many are left. */
  int stock() {
    return stock;
  }

  void add(int count) {
    int before = stock;
    stock = before + count;
  }

  void add(int count, String reason) {
    add(count);
  }

  void add(int count, int times) {
    this.add(count * times, "again");
  }

  static Item named(String name) {
    return new Item(name);
  }
}
