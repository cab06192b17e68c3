/** What infra/ promises: the template's rules, its permissions, and a whole deployment. */
@NullMarked
package dev.rekey.console.deployment;

import org.jspecify.annotations.NullMarked;
