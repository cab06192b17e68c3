/** How everything that speaks to AWS does so: clients that give up in time, failures as data. */
@NullMarked
package dev.rekey.activities.aws;

import org.jspecify.annotations.NullMarked;
