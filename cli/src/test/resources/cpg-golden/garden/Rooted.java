package garden;

abstract class Rooted implements Plant {
  protected int height;

  Rooted(int height) {
    this.height = height;
  }

  Rooted() {
    this(1);
  }

  @Override
  public int height() {
    return height;
  }

  void grow() {
    grow(1);
  }

  void grow(int by) {
    height += by;
  }
}
