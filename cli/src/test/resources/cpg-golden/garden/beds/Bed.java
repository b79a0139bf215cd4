package garden.beds;

import garden.Plant;
import java.util.ArrayList;
import java.util.List;

/* Plants of one kind. */
public class Bed<P extends Plant> {
  private final List<P> plants = new ArrayList<>();

  class Row {
    P first() {
      return plants.get(0);
    }
  }

  P tallest() {
    P best = new Row().first();
    for (P plant : plants) {
      if (plant.tops(best)) {
        best = plant;
      }
    }
    return best;
  }

  Plant fence(int height) {
    class Fence implements Plant {
      public int height() {
        return height;
      }
    }
    return new Plant() {
      public int height() {
        return new Fence().height() + 1;
      }
    };
  }
}
