// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

/** How results are shown. */
enum Format {
  text,
  json
}
