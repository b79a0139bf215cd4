package garden;

/** Something that grows. */
public interface Plant {
  int height();

  default boolean tops(Plant other) {
    return height() > other.height();
  }
}
