package dev.rekey.workflows.response;

import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.incident.OuterControlRequest;
import io.temporal.activity.ActivityInterface;

/** What a response asks of the function that denies principals something from outside. */
@ActivityInterface
public interface OuterControlActivities {
  /** Does it, and reads it back; may run twice, and late. */
  OuterControlReply.Stands control(OuterControlRequest request);
}
