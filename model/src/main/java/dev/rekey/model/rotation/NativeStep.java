package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The four steps of AWS Secrets Manager's own rotation, in their order. */
public enum NativeStep {
  /** Makes the new value, and stages it as pending. */
  @JsonProperty("createSecret")
  CREATE_SECRET,
  /** Makes the target accept it. */
  @JsonProperty("setSecret")
  SET_SECRET,
  /** Logs in with it. */
  @JsonProperty("testSecret")
  TEST_SECRET,
  /** Makes it current. */
  @JsonProperty("finishSecret")
  FINISH_SECRET
}
