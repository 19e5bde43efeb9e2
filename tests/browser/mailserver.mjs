// A mail server for tests of what people get by mail.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on a free port that keeps what it gets. */
export function Mailserver() {
  const mails = [];
  const wachtend = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stroom, _sessie, klaar) {
      simpleParser(stroom).then((mail) => {
        const wie = wachtend.shift();
        if (wie) wie(mail);
        else mails.push(mail);
        klaar();
      }, klaar);
    },
  });

  /** Starts it; the settings of a platform that mails to it. */
  this.start = async () => {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { DWARSVERBAND_SMTP: `smtp://127.0.0.1:${server.server.address().port}` };
  };

  /** The next message, when it comes. */
  this.volgende = () => {
    const teLaat = new Promise((_, reject) => {
      setTimeout(() => reject(new Error('no mail within 20 s')), 20_000).unref();
    });
    const mail = mails.length ? mails.shift() : new Promise((resolve) => wachtend.push(resolve));
    return Promise.race([mail, teLaat]);
  };

  this.stop = () => new Promise((resolve) => server.close(resolve));
}
