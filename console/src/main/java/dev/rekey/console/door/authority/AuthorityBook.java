package dev.rekey.console.door.authority;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.console.api.AuthorityView;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.RolloverOrder;
import java.net.URI;

/** The authorities that certify keys here. */
public interface AuthorityBook {
  /**
   * Checks an authority and keeps what is to be known of it; a known one of the same kind gets new
   * settings. One of our own is made.
   *
   * @param status where one of our own will tell what it revoked
   * @param dryRun only check
   * @throws dev.rekey.console.door.Refusal with the reason
   */
  AuthorityView add(AuthorityOrder order, URI status, boolean dryRun);

  /** One that is known. */
  AuthorityView show(String name);

  /**
   * One that is known, to be asked.
   *
   * @throws dev.rekey.console.door.Refusal or StepFailedException NOT_FOUND if none is known so
   */
  CertificateAuthority open(String name);

  /**
   * Brings the roots that consumers of this authority get to what is believed now.
   *
   * @return their version
   * @throws dev.rekey.activities.StepFailedException NOT_FOUND if none is known so, BAD_REQUEST if
   *     clients believe it by roots that they have already
   */
  VersionId roots(String name);

  /**
   * Makes what the rollover of an authority writes to later.
   *
   * @throws dev.rekey.activities.StepFailedException NOT_FOUND if one of the two is not known
   */
  void prepare(RolloverOrder order);

  /**
   * Writes down what is to be known of it, should its key be in other hands.
   *
   * @param by who answers for it, unless somebody does
   * @throws dev.rekey.activities.StepFailedException NOT_FOUND if none is known so
   */
  void remember(String name, String by);

  /**
   * Writes down who takes its place on that day, and makes what is written to then.
   *
   * @throws dev.rekey.activities.StepFailedException NOT_FOUND if one of them is not known
   */
  void standBy(SigningAuthority plan, String by);

  /** What one of our own revoked, as a list in DER. */
  byte[] crl(String name);

  /** What one of our own answers to a question of OCSP. */
  byte[] ocsp(String name, byte[] question);
}
