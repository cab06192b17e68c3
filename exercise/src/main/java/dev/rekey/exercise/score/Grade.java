package dev.rekey.exercise.score;

/** The bands of a score, as exercises are graded in emergency management (HSEEP 2020). */
public enum Grade {
  /** Performed without challenges: from 90 on. */
  P(90, "performed without challenges"),
  /** Performed with some challenges: from 75 on. */
  S(75, "performed with some challenges"),
  /** Performed with major challenges: from 50 on. */
  M(50, "performed with major challenges"),
  /** Unable to be performed. */
  U(0, "unable to be performed");

  private final int from;
  private final String words;

  Grade(int from, String words) {
    this.from = from;
    this.words = words;
  }

  /** The grade of so many points of a hundred. */
  static Grade of(double score) {
    for (Grade grade : values()) {
      if (score >= grade.from) {
        return grade;
      }
    }
    return U;
  }

  /** No better than this one. */
  Grade atBest(Grade cap) {
    return compareTo(cap) >= 0 ? this : cap;
  }

  /** In words. */
  public String words() {
    return words;
  }
}
