package shop;

/* A block comment
   of two lines. */
interface Countable {
  int count();
}
