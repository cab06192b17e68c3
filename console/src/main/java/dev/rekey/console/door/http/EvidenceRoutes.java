package dev.rekey.console.door.http;

import dev.rekey.activities.evidence.EvidenceQuestion;
import dev.rekey.console.api.EvidenceStatus;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is proven. Of an incident, whoever is a suspect gets nothing. */
@RestController
final class EvidenceRoutes {
  /** The same bundle is the same file, whenever it is made. */
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

  private final DoorServices services;

  EvidenceRoutes(DoorServices services) {
    this.services = services;
  }

  @GetMapping("/v1/evidence")
  EvidenceStatus status(Caller caller) {
    return services.evidence().status(hidden(caller));
  }

  @GetMapping("/v1/evidence/bundle")
  ResponseEntity<byte[]> bundle(
      @RequestParam Optional<String> id,
      @RequestParam Optional<String> incident,
      @RequestParam Optional<SecretId> credential,
      @RequestParam Optional<Instant> from,
      @RequestParam Optional<Instant> to,
      @RequestParam Optional<Long> since,
      Caller caller) {
    if (Stream.of(id, incident, credential, from, to).allMatch(Optional::isEmpty)) {
      throw Refusal.badRequest(
          "An export names what it is about: id, incident, credential, from or to");
    }
    if (incident.isPresent() && credential.isPresent()) {
      throw Refusal.badRequest("An export is about an incident or a credential, not both");
    }
    incident.ifPresent(EvidenceRoutes::requireName);
    credential.ifPresent(caller::about);
    EvidenceQuestion question =
        new EvidenceQuestion(id, incident, credential, from, to, since, hidden(caller));
    return ResponseEntity.ok()
        .contentType(ZIP)
        .header("Content-Disposition", "attachment; filename=\"evidence.zip\"")
        .body(zip(services.evidence().export(question)));
  }

  private List<String> hidden(Caller caller) {
    return services.incidents().all().stream()
        .filter(view -> view.suspects().stream().anyMatch(caller.name()::equalsIgnoreCase))
        .map(view -> view.id().value())
        .toList();
  }

  private static void requireName(String incident) {
    try {
      new IncidentId(incident);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The parameter 'incident' is no name of an incident");
    }
  }

  private static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) { // in memory there is none
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
