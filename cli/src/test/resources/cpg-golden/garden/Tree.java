package garden;

class Tree extends Rooted {
  private int rings;

  Tree() {
    super(2);
  }

  @Override
  void grow(int by) {
    super.grow(2 * by);
    rings++;
  }

  /** Lets years pass. */
  int after(int years) {
    if (years == 0) {
      return rings;
    }
    grow();
    int height = after(years - 1);
    return height;
  }
}
