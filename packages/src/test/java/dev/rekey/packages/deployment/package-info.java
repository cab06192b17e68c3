/** A whole deployment: the template of infra/ with the real packages, from the event to the end. */
@NullMarked
package dev.rekey.packages.deployment;

import org.jspecify.annotations.NullMarked;
