package dev.rekey.activities.evidence;

import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Reply;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** A witness that is asked over HTTP (C2SP tlog-witness). */
final class HttpWitness implements Witness {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What one answers that saw another log (C2SP tlog-witness). */
  private static final Set<Integer> ANOTHER_LOG = Set.of(409, 422);

  private final URI address;
  private final NoteKey key;
  private final Post post = new Post(PATIENCE);

  /** Takes its submission prefix, and the key by which we know it. */
  HttpWitness(String prefix, NoteKey key) {
    this.address = URI.create(prefix.replaceAll("/+$", "") + "/add-checkpoint");
    this.key = key;
  }

  @Override
  public NoteKey key() {
    return key;
  }

  /** If it has seen another checkpoint than we know of, it says which. */
  @Override
  public NoteSignature cosign(
      SignedNote checkpoint, long seen, LongFunction<List<TreeHash>> proof) {
    HttpResponse<String> answer = ask(checkpoint, seen, proof.apply(seen));
    if (answer.statusCode() == 409 && answer.body().strip().matches("\\d{1,18}")) {
      long truly = Long.parseLong(answer.body().strip());
      answer = ask(checkpoint, truly, proof.apply(truly));
    }
    if (ANOTHER_LOG.contains(answer.statusCode())) {
      throw OutletFailedException.disagreeing(
          "The witness " + key.name() + " saw a log that this one does not continue");
    }
    if (answer.statusCode() != 200) {
      throw failed("answered " + answer.statusCode());
    }
    return cosignature(checkpoint, answer.body());
  }

  private HttpResponse<String> ask(SignedNote checkpoint, long old, List<TreeHash> proof) {
    StringBuilder body = new StringBuilder("old " + old + "\n");
    proof.forEach(hash -> body.append(hash).append('\n'));
    body.append('\n').append(checkpoint.note());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return switch (post.send(request)) {
      case Reply.Answered answered -> answered.response();
      case Reply.Unreached unreached -> throw failed("cannot be reached");
      case Reply.Lost lost -> throw failed("broke the connection");
      case Reply.Silent silent -> throw failed("did not answer in time");
    };
  }

  private NoteSignature cosignature(SignedNote checkpoint, String lines) {
    try {
      return new SignedNote(checkpoint.text(), SignedNote.lines(lines))
          .by(key)
          .orElseThrow(() -> failed("answered with the signature of another key"));
    } catch (IllegalArgumentException e) {
      throw failed("answered with what is no cosignature of this checkpoint");
    }
  }

  private OutletFailedException failed(String what) {
    return new OutletFailedException("The witness " + key.name() + " " + what);
  }
}
