package dev.rekey.workflows.response;

import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import io.temporal.activity.ActivityInterface;

/**
 * What a response asks of the functions that reach targets, by {@code ResponseCall}. The answers
 * are in the order of the request's credentials, and each is its own: one dead target says nothing
 * about the others.
 */
@ActivityInterface
public interface ResponseActivities {
  /** Can what was reported log in, or is it refused already? */
  ResponseReply.Answered probe(ResponseRequest request);

  /** What is the state before anything is changed? */
  ResponseReply.Answered snapshot(ResponseRequest request);

  /** Refuse all of it now. */
  ResponseReply.Answered contain(ResponseRequest request);

  /** What can still log in or act? */
  ResponseReply.Answered enumerate(ResponseRequest request);

  /** Is every leaked value refused everywhere? */
  ResponseReply.Answered prove(ResponseRequest request);

  /** What was left behind? */
  ResponseReply.Answered hunt(ResponseRequest request);

  /** What was in reach, and what was done? */
  ResponseReply.Answered reach(ResponseRequest request);
}
