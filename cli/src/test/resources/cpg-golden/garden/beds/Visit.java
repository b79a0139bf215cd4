package garden.beds;

import static garden.beds.Text.*;
import static garden.beds.Text.join;

import garden.*;

record Visit(Bed<Plant> bed, String guest) {
  String told() {
    String text = guest;
    int left = 3;
    while (left > 0) {
      text = join(text, dots(left));
      left--;
    }
    Plant tallest = bed.tallest();
    if (tallest instanceof Plant found) {
      text = text + found.height();
    } else {
      text = null;
    }
    return text;
  }
}
