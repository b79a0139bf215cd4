package shop;

import java.util.List;
import shop.text.Größe; import shop.text.Größe;

// Two shelves in one file.
class Shelf extends Base<String> implements Countable {
  private final List<Item> items;

  Shelf(List<Item> items) {
    this.items = items;
  }

  @Override
  public int count() {
    int total = 0;
    for (Item item : items) {
      total += item.stock();
    }
    return total;
  }

  void each() {
    items.forEach(item -> print(item.toString()));
  }

  private void print(String items) {
    Größe size = Größe.of(items); /* the parameter, not the field */
    {
      int inner = size.length();
      made(inner);
    }
  }

  static void made(int inner) {
    Item.made = inner;
  }

  class Slot {
    int count() {
      return Shelf.this.count();
    }

    int twice() {
      return 2 * count();
    }

    void show() {
      print("slot");
      Countable anonymous =
          new Countable() {
            public int count() {
              return twice() + items.size();
            }
          };
    }
  }
}
