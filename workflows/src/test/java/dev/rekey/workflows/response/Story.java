package dev.rekey.workflows.response;

import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.World;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One response from start to end. */
record Story(
    ResponseMode mode,
    Consumer<ScriptedResponse> behaves,
    boolean used,
    AtRisk atRisk,
    BiConsumer<ResponseRig, ResponseWorkflow> people) {
  Story(
      ResponseMode mode,
      int comesBack,
      boolean used,
      BiConsumer<ResponseRig, ResponseWorkflow> people) {
    this(mode, world -> world.comesBack(comesBack), used, ResponseRig.atRisk("orders/db"), people);
  }

  Story(
      ResponseMode mode,
      int comesBack,
      AtRisk atRisk,
      BiConsumer<ResponseRig, ResponseWorkflow> people) {
    this(mode, world -> world.comesBack(comesBack), false, atRisk, people);
  }

  Story(ResponseMode mode, int comesBack, BiConsumer<ResponseRig, ResponseWorkflow> people) {
    this(mode, comesBack, false, people);
  }

  String play() {
    ScriptedResponse world = new ScriptedResponse();
    behaves.accept(world);
    World rotations = new World();
    if (used) {
      rotations.usedBy(Requests.BILLING);
    }
    try (ResponseRig rig =
        new ResponseRig(
            600,
            rotations,
            world,
            new ScriptedOrganization(),
            new PhasedAuthorities(),
            world.ledger(),
            world.notices())) {
      world.rotations(rig.rotations());
      ResponseWorkflow response = rig.start(mode, new ReportSource.Person("ann"), atRisk);
      people.accept(rig, response);
      rig.awaitEnd();
      return rig.history();
    }
  }
}
