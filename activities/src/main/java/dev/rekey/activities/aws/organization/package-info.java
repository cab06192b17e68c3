/** What an AWS Organization denies principals of its accounts, where those cannot undo it. */
@NullMarked
package dev.rekey.activities.aws.organization;

import org.jspecify.annotations.NullMarked;
