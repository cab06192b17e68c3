package dev.rekey.console.api;

import java.time.LocalDate;

/**
 * Something that is to be done, and is not.
 *
 * @param id its name, for closing it
 * @param source the exercise that it comes from
 * @param finding the line of the scenario
 * @param what in a sentence
 * @param owner who answers for it
 * @param due the day by which it is to be done, in UTC
 * @param overdue whether that day is over
 */
public record RemediationView(
    String id,
    String source,
    String finding,
    String what,
    String owner,
    LocalDate due,
    boolean overdue) {}
