package dev.rekey.exercise.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.LedgerRotationLog;
import dev.rekey.activities.rollover.RolloverHandler;
import dev.rekey.activities.rollover.RolloverSteps;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RotationStepHandler;
import dev.rekey.activities.rotation.TargetSubjects;
import dev.rekey.activities.target.Targets;
import dev.rekey.exercise.clock.ExerciseClock;
import dev.rekey.exercise.world.Workloads;
import dev.rekey.exercise.world.World;

/**
 * The function that runs the steps of rotations, responses and rollovers: the very same as in
 * production, over the ports of an exercise.
 *
 * @param installation the ledger and the store of the exercise
 * @param world what it reaches
 * @param workloads how it tells consumers
 * @param clock its time
 */
record Steps(Installation installation, World world, Workloads workloads, ExerciseClock clock) {
  RequestStreamHandler over(Targets targets) {
    TurnTaking turns = new TurnTaking(clock);
    Ports ports =
        new Ports(
            installation.store(),
            installation.store(),
            new TargetSubjects(targets, installation.store(), clock),
            installation.consumers(),
            workloads,
            new LedgerRotationLog(installation.ledger(), PolicyClock::nextDue),
            turns,
            clock,
            clock::pass);
    RolloverSteps rollover =
        new RolloverSteps(
            installation.ledger(),
            installation.store(),
            installation.consumers(),
            workloads,
            world.authorities().target(),
            turns,
            clock);
    return new RolloverHandler(() -> rollover, new RotationStepHandler(ports));
  }
}
