// A mail server for tests of what people get by mail.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on a free port that keeps what it gets. */
export function Mailserver() {
  const mails = [];
  const wachtend = [];
  const is = (aan, over) => (mail) => (!aan || mail.to.value[0].address === aan) && (!over || mail.subject === over);
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stroom, _sessie, klaar) {
      simpleParser(stroom).then((mail) => {
        const wie = wachtend.findIndex(({ aan, over }) => is(aan, over)(mail));
        if (wie >= 0) wachtend.splice(wie, 1)[0].klaar(mail);
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

  /** The next message, when it comes; to an address, and with a subject, when these are given: the demo mails more. */
  this.volgende = (aan, over) => {
    const teLaat = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`no mail to ${aan ?? 'anybody'} (${over ?? 'anything'}) within 20 s`)), 20_000).unref();
    });
    const er = mails.findIndex(is(aan, over));
    const mail = er >= 0 ? mails.splice(er, 1)[0] : new Promise((klaar) => wachtend.push({ aan, over, klaar }));
    return Promise.race([mail, teLaat]);
  };

  this.stop = () => new Promise((resolve) => server.close(resolve));
}
