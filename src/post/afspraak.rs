//! A message with an appointment in it.

use lettre::message::{
    MultiPart, SinglePart,
    header::{ContentDisposition, ContentTransferEncoding, ContentType},
};

use super::brief::Agenda;

/// What an appointment is called as a file of its own, for who reads mail without a calendar.
const AFSPRAAK: &str = "afspraak.ics";

/// A message with an appointment: as a third form of it, by which a mail program shows the invitation, and as a
/// file, for who has another calendar. In base64, because every line of it has to arrive as it is.
pub(super) fn met_agenda(inhoud: MultiPart, agenda: &Agenda) -> anyhow::Result<MultiPart> {
    let soort = format!("text/calendar; charset=utf-8; method={}", agenda.methode);
    let deel = || SinglePart::builder().header(ContentTransferEncoding::Base64);
    let vorm = deel()
        .header(ContentType::parse(&soort)?)
        .body(agenda.tekst.clone());
    let bestand = deel()
        .header(ContentDisposition::attachment(AFSPRAAK))
        .header(ContentType::parse("application/ics")?)
        .body(agenda.tekst.clone());
    Ok(MultiPart::mixed()
        .multipart(inhoud.singlepart(vorm))
        .singlepart(bestand))
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    use super::*;

    #[test]
    fn an_appointment_goes_along_twice_and_arrives_as_it_was_made() {
        let tekst = "BEGIN:VCALENDAR\r\nSUMMARY:Cliënten\\, en meer\r\nEND:VCALENDAR\r\n";
        let agenda = Agenda {
            methode: "REQUEST",
            tekst: tekst.to_owned(),
        };
        let inhoud = MultiPart::alternative_plain_html("Dag.".to_owned(), "<p>Dag.".to_owned());
        let bericht = met_agenda(inhoud, &agenda).expect("a message").formatted();
        let bericht = String::from_utf8(bericht).expect("text");
        let soorten: Vec<&str> = bericht
            .lines()
            .filter_map(|regel| regel.strip_prefix("Content-Type: ")?.split(';').next())
            .collect();
        // A program without a calendar shows the text, and one with it the last form that it knows.
        let verwacht = [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics",
        ];
        assert_eq!(soorten, verwacht, "{bericht}");
        assert!(bericht.contains("method=REQUEST"), "{bericht}");
        assert!(bericht.contains(AFSPRAAK), "{bericht}");
        let delen = bericht
            .split("Content-Transfer-Encoding: base64")
            .skip(1)
            .map(|deel| {
                let (_, inhoud) = deel.split_once("\r\n\r\n").expect("a body");
                let inhoud = inhoud.split("--").next().expect("a body");
                let tekens: String = inhoud.split_whitespace().collect();
                let bytes = STANDARD.decode(tekens).expect("base64");
                String::from_utf8(bytes).expect("text")
            });
        assert_eq!(delen.collect::<Vec<_>>(), [tekst, tekst]);
    }
}
