// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

/**
 * A call and what it gives. Every example is run by a test.
 *
 * @param call an expression, or the fields of an aggregation as they stand in a spec
 * @param rows the rows that an aggregation is over, as {@code (name type, …) values (…), …}; empty
 *     for an expression, which is about no row
 * @param result the value: text in single quotes, lists as {@code [1, 2]}, structs and maps as
 *     {@code {key: value}}
 */
public record FunctionExample(String call, String rows, String result) {}
