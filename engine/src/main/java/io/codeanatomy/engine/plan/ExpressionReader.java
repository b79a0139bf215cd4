// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.engine.plan.ExpressionToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells names from keywords by their place, as a person does: where an operand is expected, a word
 * is a name, unless what follows makes it something else; after an operand, a word is an operator.
 * So {@code order + 1}, {@code user IS NULL} and {@code CASE WHEN end > start THEN end ELSE start
 * END} mean what they seem to mean.
 */
final class ExpressionReader {

  /** Never a name: to use a column of such a name, quote it. */
  private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL", "UNKNOWN");

  /** What may follow an operand. */
  private static final Set<String> OPERATORS =
      Set.of(
          "AND", "OR", "IS", "IN", "BETWEEN", "LIKE", "ILIKE", "RLIKE", "SIMILAR", "ESCAPE", "THEN",
          "ELSE", "WHEN", "END", "AS", "FROM", "FOR", "USING", "PLACING", "TO");

  private static final Set<String> NEGATED =
      Set.of("IN", "LIKE", "ILIKE", "RLIKE", "BETWEEN", "SIMILAR");

  private static final Set<String> TRUTHS =
      Set.of("NOT", "NULL", "TRUE", "FALSE", "UNKNOWN", "DISTINCT");

  /** Functions whose first argument is a word of its own, such as YEAR. */
  private static final Set<String> UNIT_FIRST =
      Set.of("EXTRACT", "TIMESTAMPADD", "TIMESTAMPDIFF", "DATEADD", "DATEDIFF", "DATE_PART");

  private static final Set<String> TRIM_SIDES = Set.of("BOTH", "LEADING", "TRAILING");
  private static final Set<String> CASTS = Set.of("CAST", "TRY_CAST", "SAFE_CAST");
  private static final Set<String> CONSTRUCTORS = Set.of("ARRAY", "MAP", "MULTISET");
  private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "WITH", "TABLE");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  /** Stand-ins are written in letters that the parser takes and nobody writes. */
  private static final int FIRST_LETTER = 0xF900;

  private static final int LETTERS = 0x200;

  private final String source;
  private final boolean joined;
  private final List<ExpressionToken> tokens;
  private final StringBuilder text;
  private final List<String> parameters = new ArrayList<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, ExpressionText.TypeText> types = new LinkedHashMap<>();
  private final Deque<String> calls = new ArrayDeque<>();
  private OptionalInt stray = OptionalInt.empty();
  private boolean operandExpected = true;
  private int openCases;
  private int index;

  ExpressionReader(String source, boolean joined) {
    this.source = source;
    this.joined = joined;
    this.tokens = ExpressionToken.of(source);
    this.text = new StringBuilder(source);
  }

  ExpressionText read() {
    while (token(0).kind() != Kind.END) {
      step();
    }
    return new ExpressionText(
        text.toString(),
        List.copyOf(parameters),
        stray,
        Collections.unmodifiableMap(names),
        Collections.unmodifiableMap(types));
  }

  private void step() {
    switch (token(0).kind()) {
      case WORD -> {
        if (operandExpected) {
          operandWord();
        } else {
          operatorWord();
        }
      }
      case PLACEHOLDER -> {
        placeholder(token(0));
        operand();
      }
      case SYMBOL -> symbol(token(0).text());
      case LITERAL, QUOTED_NAME, END -> operand();
    }
  }

  /** The token was an operand, or the end of one. */
  private void operand() {
    operandExpected = false;
    index++;
  }

  /** The token was an operator, or the beginning of something: an operand comes next. */
  private void operator() {
    operandExpected = true;
    index++;
  }

  private void operandWord() {
    ExpressionToken word = token(0);
    String keyword = word.keyword();
    if (isQualifier(word)) {
      replace(word, word.text().equals("left") ? ExpressionText.LEFT : ExpressionText.RIGHT);
      operand();
    } else if (CONSTANTS.contains(keyword) || isWordOfItsOwn(keyword)) {
      operand();
    } else if (keyword.equals("INTERVAL") && isInterval()) {
      interval();
    } else if (isKeyword(keyword)) {
      operator();
      if (keyword.equals("CASE")) {
        openCases++;
        if (token(0).keyword().equals("WHEN")) {
          operator();
        }
      }
    } else {
      name(word);
      operand();
    }
  }

  private boolean isQualifier(ExpressionToken word) {
    return joined
        && (word.text().equals("left") || word.text().equals("right"))
        && token(1).is(".");
  }

  /** The unit of EXTRACT, or the side of TRIM. */
  private boolean isWordOfItsOwn(String keyword) {
    String call = calls.isEmpty() ? "" : calls.peek();
    if (index == 0 || !token(-1).is("(")) {
      return false;
    }
    return call.equals("TRIM")
        ? TRIM_SIDES.contains(keyword) && token(1).keyword().equals("FROM")
        : UNIT_FIRST.contains(call);
  }

  /** Whether a word in the place of an operand is no name, by what follows. */
  private boolean isKeyword(String keyword) {
    ExpressionToken next = token(1);
    if (keyword.equals("CASE") || keyword.equals("NOT")) {
      boolean signed = next.is("-") || next.is("+");
      boolean searched = keyword.equals("CASE") && next.keyword().equals("WHEN");
      return searched
          || (next.isWord() && !isOperatorOfName(next, token(2)))
          || next.is("(")
          || isOperand(next)
          || (signed && keyword.equals("CASE") && endFollows());
    }
    return next.is("(")
        || (next.is("[") && CONSTRUCTORS.contains(keyword))
        || (next.is("*") && QUERIES.contains(keyword))
        || (next.isWord() && !isOperator(next, token(2)))
        || isOperand(next);
  }

  private static boolean isOperator(ExpressionToken word, ExpressionToken next) {
    return word.keyword().equals("NOT")
        ? NEGATED.contains(next.keyword())
        : OPERATORS.contains(word.keyword());
  }

  /**
   * Whether a word behind {@code case} or {@code not} makes that a name, since it is an operator
   * with an operand of its own.
   */
  private boolean isOperatorOfName(ExpressionToken word, ExpressionToken next) {
    return switch (word.keyword()) {
      case "END" -> openCases > 0;
      case "IS" -> TRUTHS.contains(next.keyword());
      case "IN" -> next.is("(");
      case "NOT" -> NEGATED.contains(next.keyword());
      default ->
          OPERATORS.contains(word.keyword())
              && ((next.isWord() && !OPERATORS.contains(next.keyword()))
                  || next.is("(")
                  || next.is("-")
                  || next.is("+")
                  || isOperand(next));
    };
  }

  private boolean endFollows() {
    return tokens.subList(index, tokens.size()).stream()
        .anyMatch(token -> token.keyword().equals("END"));
  }

  private static boolean isOperand(ExpressionToken token) {
    return token.kind() == Kind.LITERAL
        || token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.PLACEHOLDER;
  }

  private boolean isInterval() {
    boolean signed = token(1).is("-") || token(1).is("+");
    return signed ? token(2).text().startsWith("'") : token(1).kind() == Kind.LITERAL;
  }

  /** {@code INTERVAL '1-2' YEAR(3) TO MONTH}, whose last word stands where an operand would. */
  private void interval() {
    while (token(0).kind() != Kind.LITERAL) {
      index++;
    }
    index++;
    unit();
    if (token(0).keyword().equals("TO")) {
      index++;
      unit();
    }
    operandExpected = false;
  }

  private void unit() {
    if (token(0).isWord()) {
      index++;
      if (token(0).is("(")) {
        while (token(0).kind() != Kind.END && !token(0).is(")")) {
          index++;
        }
        index = Math.min(index + 1, tokens.size() - 1);
      }
    }
  }

  private void operatorWord() {
    String keyword = token(0).keyword();
    switch (keyword) {
      case "IS" -> {
        index++;
        if (token(0).keyword().equals("NOT")) {
          index++;
        }
        if (token(0).keyword().equals("DISTINCT") && token(1).keyword().equals("FROM")) {
          index++;
          operator();
        } else if (token(0).isWord()) {
          index++;
        }
      }
      case "AS" -> {
        index++;
        if (!calls.isEmpty() && CASTS.contains(Objects.requireNonNull(calls.peek()))) {
          type(endOfType());
          operandExpected = false;
        }
      }
      default -> {
        if (keyword.equals("END")) {
          openCases--;
          index++;
        } else if (OPERATORS.contains(keyword)) {
          operator();
        } else {
          index++;
        }
      }
    }
  }

  private void symbol(String symbol) {
    switch (symbol) {
      case "(", "[" -> {
        calls.push(symbol.equals("(") && index > 0 ? token(-1).keyword() : "");
        operator();
      }
      case ")", "]" -> {
        calls.poll();
        operand();
      }
      case "." -> {
        operator();
        if (token(0).isWord()) {
          name(token(0));
          operand();
        }
      }
      case "::" -> {
        index++;
        int end = index + (token(0).isWord() ? 1 : 0);
        if (token(1).is("(")) {
          end = closing(index + 1);
        }
        type(end);
        operandExpected = false;
      }
      case "*" -> {
        // count(*) has no operand before or after it.
        operandExpected = !operandExpected;
        index++;
      }
      default -> operator();
    }
  }

  /** The index of the token after the type that begins here: the call's closing parenthesis. */
  private int endOfType() {
    int depth = 0;
    int end = index;
    while (tokens.get(end).kind() != Kind.END) {
      if (tokens.get(end).is("(")) {
        depth++;
      } else if (tokens.get(end).is(")") && depth-- == 0) {
        return end;
      }
      end++;
    }
    return end;
  }

  /** The index of the token after the parenthesis that closes the one at an index. */
  private int closing(int open) {
    int depth = 0;
    int end = open;
    do {
      if (tokens.get(end).is("(")) {
        depth++;
      } else if (tokens.get(end).is(")")) {
        depth--;
      }
      end++;
    } while (depth > 0 && tokens.get(end).kind() != Kind.END);
    return end;
  }

  /** The tokens up to an index are a type. */
  private void type(int end) {
    if (end > index && types.size() + names.size() < LETTERS) {
      int from = token(0).start();
      int to = tokens.get(end - 1).end();
      String standIn = standIn(types.size() + names.size(), 1);
      types.put(standIn, new ExpressionText.TypeText(source.substring(from, to), from));
      for (int i = from; i < to; i++) {
        text.setCharAt(
            i, source.charAt(i) == '\n' || source.charAt(i) == '\r' ? source.charAt(i) : ' ');
      }
      text.setCharAt(from, standIn.charAt(0));
    }
    index = end;
  }

  private void name(ExpressionToken word) {
    boolean plain = PLAIN.matcher(word.text()).matches();
    if (!plain || ExpressionParser.isKeyword(word.keyword())) {
      String known =
          names.entrySet().stream()
              .filter(name -> name.getValue().equals(word.text()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseGet(() -> standIn(types.size() + names.size(), word.text().length()));
      if (names.size() + types.size() < LETTERS) {
        names.put(known, word.text());
        replace(word, known);
      }
    }
  }

  private static String standIn(int number, int length) {
    return String.valueOf((char) (FIRST_LETTER + number % LETTERS)).repeat(length);
  }

  private void placeholder(ExpressionToken token) {
    if (token.text().equals("?")) {
      if (stray.isEmpty()) {
        stray = OptionalInt.of(token.start());
      }
      return;
    }
    parameters.add(token.text().substring(1));
    replace(token, "?" + " ".repeat(token.text().length() - 1));
  }

  private void replace(ExpressionToken token, String replacement) {
    text.replace(token.start(), token.end(), replacement);
  }

  private ExpressionToken token(int offset) {
    return tokens.get(Math.min(index + offset, tokens.size() - 1));
  }
}
