package dev.rekey.activities.target;

/**
 * How many orders a target is to get.
 *
 * @param place what the target is called
 * @param perHour how many an hour, by all workers together
 */
public record OrderLimit(String place, int perHour) {}
