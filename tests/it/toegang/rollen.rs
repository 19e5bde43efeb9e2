//! What every role is: its keys, who gives it, the login it takes and what it opens. Nothing of it is
//! written down twice: the code is asked, and the snapshot is what it says.

use std::fmt::Write as _;

use axum::http::Method;
use dwarsverband::{
    actor::{Rol, Sleutel},
    gebruikers::policy::{Eis, eis, eis_factor_wissen, kant, laatste_blijft, vraagt_lidmaatschap},
};

use super::{
    routes::{ROUTES, VORMEN, adres},
    wie::{Plek, Stand, Wie},
};
use crate::support::{Antwoord, TestApp, op_beide};

#[tokio::test]
async fn every_role_and_what_it_opens() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        let mut tekst = String::new();
        let zonder = [
            antwoorden(&app, &wie, &[], Stand::Zwak).await,
            antwoorden(&app, &wie, &[], Stand::Sterk).await,
        ];
        for rol in Rol::ALLE {
            let geschreven = schrijf(&mut tekst, &app, &wie, &zonder, *rol).await;
            geschreven.expect("it fits in memory");
        }
        insta::assert_snapshot!("rollen", tekst);
    })
    .await;
}

async fn schrijf(
    tekst: &mut String,
    app: &TestApp,
    wie: &Wie,
    [zonder_zwak, zonder_sterk]: &[Vec<(String, String)>; 2],
    rol: Rol,
) -> Result<(), std::fmt::Error> {
    let toekenning = wie.toekenning(rol);
    let sleutels: Vec<String> = toekenning.sleutels().iter().map(zonder_nummer).collect();
    writeln!(tekst, "{rol} ({})", rol.bereiksoort())?;
    writeln!(tekst, "  sleutels      {}", of_geen(&sleutels))?;
    writeln!(tekst, "  gegeven door  {}", in_woorden(eis(rol)))?;
    let factor = in_woorden(eis_factor_wissen(&[toekenning]));
    writeln!(tekst, "  tweede stap   gewist door {factor}")?;
    let sterk = if rol.vraagt_sterke_login() {
        "ja"
    } else {
        "nee"
    };
    writeln!(tekst, "  sterke login  {sterk}")?;
    for (waar, wat) in [
        (laatste_blijft(rol), "de laatste blijft"),
        (vraagt_lidmaatschap(rol), "alleen voor leden"),
        (kant(rol).is_some(), "een zetel van een duo"),
    ] {
        if waar {
            writeln!(tekst, "  {wat}")?;
        }
    }
    let zwak = opent(app, wie, zonder_zwak, rol, Stand::Zwak).await;
    let sterk = opent(app, wie, zonder_sterk, rol, Stand::Sterk).await;
    for (deur, antwoord) in &zwak {
        if !sterk.contains(&(deur.clone(), antwoord.clone())) {
            writeln!(tekst, "  zwak          {deur}: {antwoord}")?;
        }
    }
    for (deur, antwoord) in sterk {
        writeln!(tekst, "  opent         {deur}: {antwoord}")?;
    }
    writeln!(tekst)
}

/// The doors that answer somebody with this role otherwise than an account without any.
async fn opent(
    app: &TestApp,
    wie: &Wie,
    zonder: &[(String, String)],
    rol: Rol,
    stand: Stand,
) -> Vec<(String, String)> {
    let met = antwoorden(app, wie, &[(rol, Plek::Hier)], stand).await;
    let paren = met.into_iter().zip(zonder);
    paren
        .filter(|(met, zonder)| met != *zonder)
        .map(|(met, _)| met)
        .collect()
}

/// What every door answers somebody with these roles.
async fn antwoorden(
    app: &TestApp,
    wie: &Wie,
    rollen: &[(Rol, Plek)],
    stand: Stand,
) -> Vec<(String, String)> {
    let mut alle = Vec::new();
    wie.wordt(app, stand, rollen).await;
    for (methoden, pad, deel) in ROUTES {
        let adres = adres(&wie.adressen, pad, deel);
        let vorm = VORMEN.iter().find(|(van, _)| van == pad);
        let velden = vorm.map_or(&[][..], |(_, velden)| velden);
        for methode in methoden.to_uppercase().split(' ') {
            let naam = format!("{methode} {pad}");
            let methode: Method = methode.parse().expect("a method");
            let antwoord = wie.vraagt(app, &methode, &adres, velden).await;
            let uitkomst = uitkomst(&antwoord).replace(&wie.adressen.account, "ID");
            alle.push((naam, uitkomst));
            if methode == Method::POST {
                wie.wordt(app, stand, rollen).await;
            }
        }
    }
    alle
}

fn uitkomst(antwoord: &Antwoord) -> String {
    let naar = antwoord.kop("location");
    let naar = naar.split(['?', '#']).next().unwrap_or_default();
    format!("{} {naar}", antwoord.status.as_u16())
        .trim_end()
        .to_owned()
}

fn zonder_nummer(sleutel: &Sleutel) -> String {
    let tekst = sleutel.to_string();
    match tekst.split_once(':') {
        Some((soort, _)) => format!("{soort}:ID"),
        None => tekst,
    }
}

fn of_geen(delen: &[String]) -> String {
    if delen.is_empty() {
        "geen".to_owned()
    } else {
        delen.join(" ")
    }
}

fn in_woorden(eis: Eis) -> String {
    let rollen = |rollen: &[Rol]| {
        let namen: Vec<String> = rollen.iter().map(ToString::to_string).collect();
        namen.join(" of ")
    };
    match eis {
        Eis::Een(van) => rollen(van),
        Eis::Twee(van) => format!("twee van {van}"),
        Eis::Eerste { eerst, daarna } => format!("{eerst} de eerste, daarna {daarna}"),
        Eis::Machine => "wie het platform draait, op de machine".to_owned(),
    }
}
