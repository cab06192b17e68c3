/**
 * What scanners and detectors report: signed, understood, and freed of every secret value before
 * anything is kept.
 */
@NullMarked
package dev.rekey.console.door.intake;

import org.jspecify.annotations.NullMarked;
