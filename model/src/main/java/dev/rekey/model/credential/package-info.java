/** What a credential is: its name, its versions, and how its target honours it. */
@NullMarked
package dev.rekey.model.credential;

import org.jspecify.annotations.NullMarked;
