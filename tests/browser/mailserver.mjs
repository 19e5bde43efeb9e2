// A mail server for tests of what people get by mail.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on a free port that keeps what it gets. */
export function Mailserver() {
  const mails = [];
  const wachtend = [];
  const is = (aan) => (mail) => !aan || mail.to.value[0].address === aan;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stroom, _sessie, klaar) {
      simpleParser(stroom).then((mail) => {
        const wie = wachtend.findIndex(({ aan }) => is(aan)(mail));
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

  /** The next message, when it comes; of somebody, when an address is given: the demo mails to others as well. */
  this.volgende = (aan) => {
    const teLaat = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`no mail to ${aan ?? 'anybody'} within 20 s`)), 20_000).unref();
    });
    const er = mails.findIndex(is(aan));
    const mail = er >= 0 ? mails.splice(er, 1)[0] : new Promise((klaar) => wachtend.push({ aan, klaar }));
    return Promise.race([mail, teLaat]);
  };

  this.stop = () => new Promise((resolve) => server.close(resolve));
}
