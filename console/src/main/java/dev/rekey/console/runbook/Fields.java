package dev.rekey.console.runbook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a document's front matter. */
final class Fields {
  private final String document;
  private final Map<?, ?> values;

  Fields(String document, @Nullable Object values) {
    this.document = document;
    if (!(values instanceof Map<?, ?> map)) {
      throw new FaultyRunbookException(document, "fields are missing");
    }
    this.values = map;
  }

  List<String> names() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  Fields in(String field) {
    return new Fields(document, needed(field));
  }

  int number(String field) {
    if (needed(field) instanceof Integer number) {
      return number;
    }
    throw new FaultyRunbookException(document, field + " is no number");
  }

  List<String> words(String field) {
    if (needed(field) instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new FaultyRunbookException(document, field + " is no list");
  }

  String text(String field) {
    return String.valueOf(needed(field));
  }

  private Object needed(String field) {
    Object value = values.get(field);
    if (value == null) {
      throw new FaultyRunbookException(document, field + " is missing");
    }
    return value;
  }
}
