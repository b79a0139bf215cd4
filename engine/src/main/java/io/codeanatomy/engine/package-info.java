// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.codeanatomy.engine;

import org.jspecify.annotations.NullMarked;
