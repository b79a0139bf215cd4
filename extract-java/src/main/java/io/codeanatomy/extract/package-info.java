// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.codeanatomy.extract;

import org.jspecify.annotations.NullMarked;
