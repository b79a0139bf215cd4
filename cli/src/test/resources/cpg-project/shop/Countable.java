package shop;

/* A block comment
   of two lines. */
interface Countable {
  int count();
}

interface Twice extends Countable, Paths.Open, Paths.Closed {}
