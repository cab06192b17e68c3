/** Every channel against a counterpart that is as strict as the real one. */
package dev.rekey.activities.notice;
