package dev.rekey.model;

/**
 * Why a step did not happen. The class of a failure is data: it decides about retries and exit
 * codes, and carries what the operator should do; messages of drivers and SDKs never do.
 */
public enum FailureCode {
  /** The target could not be reached, or gave no answer in time. What happened there is unknown. */
  TARGET_UNAVAILABLE(true, "Check the network and the target; the step is tried again."),
  /** The target asked us to slow down. */
  THROTTLED(true, "Nothing to do; the step is tried again more slowly."),
  /** A replica has not yet heard of the change. */
  REPLICA_BEHIND(true, "Check the replica's lag; the step is tried again until its deadline."),
  /** A consumer that must be told could not be reached or did not acknowledge. */
  CONSUMER_UNREACHABLE(true, "Check the consumer; the old version keeps working meanwhile."),
  /** The secret store could not be reached. */
  STORE_UNAVAILABLE(true, "Check the secret store; nothing moves without it."),
  /** The ledger could not be reached. */
  LEDGER_UNAVAILABLE(true, "Check the ledger's PostgreSQL and its disk; nothing moves without it."),
  /** Our own short-lived AWS session ran out; the platform hands out a new one. */
  SESSION_EXPIRED(true, "Nothing to do if it passes; else renew the worker's AWS credentials."),
  /** The clock here and the clock there differ too much for signatures to count. */
  CLOCK_SKEWED(true, "Set this machine's clock by NTP; the step is tried again."),
  /** A channel for notices could not be reached, or has too much to do. */
  CHANNEL_UNAVAILABLE(
      true, "Check the channel; the notice is sent again, and nothing waits for it."),
  /** Who signs the evidence log does not answer. Entries are kept, and signed later. */
  SIGNER_UNAVAILABLE(true, "Check the key of the evidence log; nothing that was logged is lost."),
  /** A call to a function gave no answer. It may or may not have run. */
  FUNCTION_UNAVAILABLE(true, "Check the function; every step may run twice, so it is tried again."),

  /** The rotator's own login is refused. */
  ROTATOR_REJECTED(
      false, "Give Rekey a working rotator login, then run again; nothing was changed."),
  /** The rotator may not do what the step needs. */
  PERMISSION_DENIED(false, "Grant the rotator what the documentation lists, then run again."),
  /** The function that could do it has a role that may be in other hands; it was not called. */
  FUNCTION_SUSPECT(
      false, "Mend the containment function; until then contain by hand, as the card says."),
  /** The login that could refuse it is the one that is to be refused; it was not used. */
  ROTATOR_SUSPECT(
      false,
      "Refuse it there as an administrator, end its sessions, and give Rekey another rotator."),
  /** Nothing outside the account can deny it anything. */
  NO_OUTER_CONTROL(
      false, "Give Rekey a role in the AWS Organization, or accept what the account can undo."),
  /** The Organization's own account: its service control policies do not reach it. */
  MANAGEMENT_ACCOUNT(
      false, "Call whoever holds the account's root user; nothing else is above it."),
  /** A quota of the target or of the store is used up. */
  QUOTA_REACHED(false, "Make room, or have the quota raised, then run again."),
  /** Something that may be a left-over of ours, or somebody else's: we do not touch it. */
  ORPHAN_UNCLEAR(false, "Find out whose it is and remove it by hand, then run again."),
  /** The target refuses every value made under the policy. */
  VALUE_REJECTED(false, "Compare the password policy with the target's rules, then run again."),
  /** A certificate authority refuses the order, or does not believe that the names are ours. */
  ORDER_REFUSED(
      false, "Do what the sentence says, then run again; the certificate in use stays in use."),
  /** The authority is compromised, and its successor does not certify yet. */
  ISSUANCE_STOPPED(
      true, "See 'rekey authority rollover status'; it goes on when the new one certifies."),
  /** The new credential is refused although it was installed. */
  NEW_REJECTED(
      false, "Somebody or something changed the credential; see the history, then run again."),
  /** The new user lacks something that the old one may do, or has more. */
  GRANTS_DIFFER(false, "Grant the difference named here to the group role, then run again."),
  /** The endpoint lets any password in: logging in proves nothing there. */
  TARGET_ACCEPTS_ANYTHING(
      false, "Switch the endpoint's authentication to scram-sha-256, then run again."),
  /** Another writer changed the secret while we worked. It was not overwritten. */
  FOREIGN_WRITE(false, "Find who wrote it, decide which value is right, then run again."),
  /** No known version is accepted by the target. */
  DRIFTED(false, "Find out who changed it at the target; then 'rekey rotate --reconcile'."),
  /** The user to re-key next is in use, so re-keying it would lock somebody out. */
  IDLE_USER_IN_USE(false, "See who uses the idle user; end that use, then run again."),
  /** The old version was still in use when the deadline came. It was left alive. */
  GATE_DEADLINE(
      false, "Ask the owners named here, then rotate again or force with a second person."),
  /** Somebody asked to go back to the old version. */
  WITHDRAWN_ON_REQUEST(false, "The old version is current again; rotate when the reason is gone."),
  /** The old version is refused already, so that nobody can go back to it. */
  PAST_RETURN(false, "Nothing to do; what was begun goes on to the new version."),
  /** A response to a compromise holds the credential. */
  UNDER_RESPONSE(false, "Follow the incident; what is routine goes on when it lets go."),
  /** The old credential was still accepted after it was revoked. */
  STILL_ACCEPTED(true, "The target still lets the old credential in; it is tried again."),
  /** The step's deadline passed. */
  DEADLINE_PASSED(false, "See the last failure in the history; run again when it is mended."),
  /** A channel for notices refuses what it is sent. */
  CHANNEL_REFUSED(
      false, "Correct the channel, then try it with 'rekey channel test'; nothing waits for it."),
  /** The evidence log is not the one that was signed before. Nothing more is signed. */
  EVIDENCE_DIFFERS(
      false, "Keep everything as it is and find out who changed it; see 'rekey evidence status'."),
  /** The credential, target or consumer is not known. */
  NOT_FOUND(false, "Check the name; 'rekey credential list' shows what is known."),
  /** A request is malformed or contradicts itself. */
  BAD_REQUEST(false, "Correct the request; nothing was changed."),
  /** A bug of ours, or an answer that we do not understand. */
  UNEXPECTED(false, "Please report this with the rotation's id; nothing was destroyed.");

  private final boolean retryable;
  private final String advice;

  FailureCode(boolean retryable, String advice) {
    this.retryable = retryable;
    this.advice = advice;
  }

  /** Whether the failure can heal by itself, so that trying again makes sense. */
  public boolean retryable() {
    return retryable;
  }

  /** One sentence for the operator: what to do. */
  public String advice() {
    return advice;
  }
}
