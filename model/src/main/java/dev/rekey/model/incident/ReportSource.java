package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Who or what reports a compromise. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReportSource.Person.class, name = "person"),
  @JsonSubTypes.Type(value = ReportSource.Detector.class, name = "detector")
})
public sealed interface ReportSource {
  /** Its name. */
  String name();

  /** A person whom the door knows. */
  record Person(String name) implements ReportSource {}

  /** A service, by a channel that proves who speaks. */
  record Detector(String name) implements ReportSource {}

  /** Whether a person stands behind it. */
  @JsonIgnore
  default boolean isPerson() {
    return switch (this) {
      case Person person -> true;
      case Detector detector -> false;
    };
  }
}
