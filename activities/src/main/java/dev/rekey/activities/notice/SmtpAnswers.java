package dev.rekey.activities.notice;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a mail server said, by its codes alone: its words may hold anything. */
final class SmtpAnswers {
  private SmtpAnswers() {}

  /** The reply's code; 0 if the server did not reply. The most telling one is nested deepest. */
  static int code(MessagingException failure) {
    int code = 0;
    for (Exception e = failure; e instanceof MessagingException one; e = one.getNextException()) {
      code =
          switch (one) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> code;
          };
    }
    return code;
  }
}
