// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.codeanatomy.cli;

import org.jspecify.annotations.NullMarked;
