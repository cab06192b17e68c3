/** The functions as AWS Lambda knows them, and the wiring behind them. */
@NullMarked
package dev.rekey.activities.functions;

import org.jspecify.annotations.NullMarked;
