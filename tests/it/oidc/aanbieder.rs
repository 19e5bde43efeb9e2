//! A provider for tests: it does what it should, until a test asks it to do something else.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex, OnceLock},
};

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use dwarsverband::{
    config::{Config, Opties},
    ctx::Clock,
    gebruikers::service::oidc::Aanbieders,
};
use openidconnect::{
    JsonWebKey as _, JsonWebKeyId, JsonWebKeySet, PrivateSigningKey as _,
    core::{CoreJsonWebKey, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey},
};
use rsa::{
    RsaPrivateKey,
    pkcs1::EncodeRsaPrivateKey as _,
    pkcs8::{EncodePrivateKey as _, LineEnding},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// How it names the platform.
pub const CLIENT: &str = "dwarsverband-proef";
/// Its name among the settings.
pub const NAAM: &str = "gemeente";
/// What stands on its button.
pub const LABEL: &str = "uw account van Voorbeeldstad";
/// The levels of the profile.
pub const LAAG: &str = "http://eidas.europa.eu/LoA/low";
pub const SUBSTANTIEEL: &str = "http://eidas.europa.eu/LoA/substantial";

/// One key for everything: making one takes a second.
fn sleutel() -> &'static RsaPrivateKey {
    static SLEUTEL: OnceLock<RsaPrivateKey> = OnceLock::new();
    let maak = || RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).expect("a key");
    SLEUTEL.get_or_init(maak)
}

/// A key in both forms that files have.
pub fn pem_pkcs8() -> String {
    let pem = sleutel().to_pkcs8_pem(LineEnding::LF);
    pem.expect("a key as text").to_string()
}

pub fn pem_pkcs1() -> String {
    let pem = sleutel().to_pkcs1_pem(LineEnding::LF);
    pem.expect("a key as text").to_string()
}

/// Somebody with an account there.
#[derive(Debug, Clone)]
pub struct Persoon {
    pub sub: &'static str,
    /// What is told of them where one asks for more.
    pub gegevens: Value,
}

/// Els, who has an account on the platform.
pub fn els() -> Persoon {
    Persoon {
        sub: "els-bij-voorbeeldstad",
        gegevens: json!({ "email": "Els@Gemeente.example", "email_verified": true }),
    }
}

/// What a test changes about the claims of a token.
pub type Knoei = fn(&mut Value);

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teken {
    Goed,
    /// Not at all.
    Niet,
    /// With the client id as a shared secret, in name.
    Gedeeld,
    /// With a key that it does not show.
    OnbekendeSleutel,
    /// And changed after that.
    Gewijzigd,
}

/// What a test can turn about it.
#[derive(Debug)]
pub struct Stand {
    pub knoei: Knoei,
    /// The same for what it says of itself.
    pub knoei_zelf: Knoei,
    pub teken: Teken,
    /// The name of its key.
    pub kid: &'static str,
    /// The clock that it makes its tokens by.
    pub klok: Clock,
    /// Our public keys, as our page shows them.
    pub onze_sleutels: Value,
    codes: BTreeMap<String, (Persoon, BTreeMap<String, String>)>,
    sub: &'static str,
    gegevens: Value,
    nummer: u32,
}

/// The provider, on a port of its own.
#[derive(Debug, Clone)]
pub struct Proefaanbieder {
    pub issuer: String,
    stand: Arc<Mutex<Stand>>,
}

impl Proefaanbieder {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let adres = listener.local_addr().expect("an address");
        let stand = Stand {
            knoei: |_| {},
            knoei_zelf: |_| {},
            teken: Teken::Goed,
            kid: "een",
            klok: Clock::system(),
            onze_sleutels: Value::Null,
            codes: BTreeMap::new(),
            sub: "",
            gegevens: Value::Null,
            nummer: 0,
        };
        let zelf = Self {
            issuer: format!("http://{adres}"),
            stand: Arc::new(Mutex::new(stand)),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(configuratie))
            .route("/sleutels", get(sleutels))
            .route("/token", post(token))
            .route("/gegevens", get(gegevens))
            .with_state(zelf.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        zelf
    }

    /// Turns something about it.
    pub fn zet(&self, doe: impl FnOnce(&mut Stand)) {
        doe(&mut self.stand.lock().expect("no test panicked"));
    }

    /// The settings of the platform with this provider; `rest` are more lines.
    pub fn instellingen(&self, rest: &str) -> (TempDir, String) {
        let map = tempfile::tempdir().expect("a folder");
        std::fs::write(map.path().join("sleutel.pem"), pem_pkcs8()).expect("a key");
        let yaml = format!(
            "- naam: {NAAM}\n  label: {LABEL}\n  issuer: {}\n  client-id: {CLIENT}\n  \
             sleutel: sleutel.pem\n  domeinen: [gemeente.example]\n{rest}",
            self.issuer
        );
        let bestand = map.path().join("oidc.yaml");
        std::fs::write(&bestand, yaml).expect("the settings");
        (map, bestand.display().to_string())
    }

    /// The platform's side of it.
    pub fn als_instelling(&self, rest: &str) -> Aanbieders {
        let (_map, bestand) = self.instellingen(rest);
        let config = lees(Path::new(&bestand)).expect("settings that are right");
        Aanbieders::nieuw(&config.oidc.waarde.1).expect("the providers")
    }

    /// Somebody logs in there with the request of the platform: where they are sent.
    pub fn log_in(&self, adres: &str, wie: &Persoon) -> String {
        let (_, vraag) = adres.split_once('?').expect("a question");
        let vraag: BTreeMap<String, String> = form_urlencoded::parse(vraag.as_bytes())
            .into_owned()
            .collect();
        assert_eq!(vraag["response_type"], "code");
        assert_eq!(vraag["client_id"], CLIENT);
        assert_eq!(vraag["code_challenge_method"], "S256");
        let mut code = String::new();
        self.zet(|stand| {
            stand.nummer += 1;
            code = format!("code-{}", stand.nummer);
            let wie = (wie.clone(), vraag.clone());
            stand.codes.insert(code.clone(), wie);
        });
        Self::terug(
            &vraag["redirect_uri"],
            &[
                ("state", &vraag["state"]),
                ("code", &code),
                ("iss", &self.issuer),
            ],
        )
    }

    /// The path on the platform where somebody is sent with these parameters.
    pub fn terug(redirect_uri: &str, wat: &[(&str, &str)]) -> String {
        let pad = redirect_uri.strip_prefix("https://dwarsverband.example");
        let vraag = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(wat)
            .finish();
        format!("{}?{vraag}", pad.expect("an address of the platform"))
    }
}

/// Reads settings with this file of providers.
pub fn lees(bestand: &Path) -> Result<Config, dwarsverband::error::Fouten> {
    Config::lees(Opties::default(), |naam| {
        (naam == "DWARSVERBAND_OIDC").then(|| bestand.display().to_string())
    })
}

fn als_json(status: u16, wat: &Value) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    let soort = [(header::CONTENT_TYPE, "application/json")];
    (status, soort, wat.to_string()).into_response()
}

async fn configuratie(State(zelf): State<Proefaanbieder>) -> Response {
    let op = |pad: &str| format!("{}{pad}", zelf.issuer);
    let mut wat = json!({
        "issuer": zelf.issuer,
        "authorization_endpoint": op("/inloggen"),
        "token_endpoint": op("/token"),
        "userinfo_endpoint": op("/gegevens"),
        "jwks_uri": op("/sleutels"),
        "end_session_endpoint": op("/uitloggen"),
        "authorization_response_iss_parameter_supported": true,
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
    });
    zelf.zet(|stand| (stand.knoei_zelf)(&mut wat));
    als_json(200, &wat)
}

fn tekenaar(kid: &str) -> CoreRsaPrivateSigningKey {
    let kid = JsonWebKeyId::new(kid.to_owned());
    CoreRsaPrivateSigningKey::from_pem(&pem_pkcs1(), Some(kid)).expect("a key")
}

async fn sleutels(State(zelf): State<Proefaanbieder>) -> Response {
    let mut kid = "";
    zelf.zet(|stand| kid = stand.kid);
    let publiek = JsonWebKeySet::new(vec![tekenaar(kid).as_verification_key()]);
    als_json(200, &serde_json::to_value(publiek).expect("keys"))
}

async fn token(State(zelf): State<Proefaanbieder>, verzoek: Request) -> Response {
    let body = axum::body::to_bytes(verzoek.into_body(), 64 * 1024).await;
    let body = body.expect("a body");
    let vraag: BTreeMap<String, String> = form_urlencoded::parse(&body).into_owned().collect();
    let mut antwoord = als_json(500, &Value::Null);
    zelf.zet(|stand| {
        antwoord = match geef_token(&zelf.issuer, stand, &vraag) {
            Ok(tokens) => als_json(200, &tokens),
            Err(fout) => als_json(400, &json!({ "error": fout })),
        };
    });
    antwoord
}

fn geef_token(
    issuer: &str,
    stand: &mut Stand,
    vraag: &BTreeMap<String, String>,
) -> Result<Value, &'static str> {
    if !is_het_platform(issuer, stand, vraag) {
        return Err("invalid_client");
    }
    // A code works once.
    let (wie, verzoek) = stand.codes.remove(&vraag["code"]).ok_or("invalid_grant")?;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&vraag["code_verifier"]));
    if challenge != verzoek["code_challenge"] || vraag["redirect_uri"] != verzoek["redirect_uri"] {
        return Err("invalid_grant");
    }
    let nu = stand.klok.now().timestamp();
    let gevraagd = verzoek["acr_values"].split(' ').next();
    let mut claims = json!({
        "iss": issuer, "sub": wie.sub, "aud": CLIENT, "nonce": verzoek["nonce"],
        "iat": nu, "exp": nu + 300, "jti": format!("jti-{}", stand.nummer), "acr": gevraagd,
    });
    if verzoek.contains_key("max_age") {
        claims["auth_time"] = nu.into();
    }
    (stand.knoei)(&mut claims);
    let geknoeid = claims["sub"] != wie.sub;
    assert!(!geknoeid, "a person is another Persoon");
    stand.sub = wie.sub;
    stand.gegevens = wie.gegevens;
    Ok(json!({
        "access_token": "toegang-van-de-proef", "token_type": "Bearer", "expires_in": 300,
        "id_token": teken(stand, &claims),
    }))
}

/// Whether the request is signed by the key that the platform shows.
fn is_het_platform(issuer: &str, stand: &Stand, vraag: &BTreeMap<String, String>) -> bool {
    let bewijs = &vraag["client_assertion"];
    let Some((wat, teken)) = bewijs.rsplit_once('.') else {
        return false;
    };
    let lees = |deel: &str| -> Value {
        let bytes = URL_SAFE_NO_PAD.decode(deel).expect("base64");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let (kop, claims) = wat.split_once('.').expect("two parts");
    let (kop, claims) = (lees(kop), lees(claims));
    let sleutels = stand.onze_sleutels["keys"].as_array().expect("keys");
    let sleutel = sleutels.iter().find(|s| s["kid"] == kop["kid"]);
    let sleutel: CoreJsonWebKey =
        serde_json::from_value(sleutel.expect("the key").clone()).expect("a key");
    let teken = URL_SAFE_NO_PAD.decode(teken).expect("base64");
    let rs256 = &CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
    let getekend = sleutel.verify_signature(rs256, wat.as_bytes(), &teken);
    let duur = claims["exp"].as_i64().zip(claims["iat"].as_i64());
    getekend.is_ok()
        && claims["iss"] == CLIENT
        && claims["sub"] == CLIENT
        && claims["aud"] == issuer
        && claims["jti"].as_str().is_some_and(|jti| jti.len() > 16)
        && duur.is_some_and(|(einde, begin)| einde - begin == 60)
}

fn teken(stand: &Stand, claims: &Value) -> String {
    let tekst = |wat: &Value| URL_SAFE_NO_PAD.encode(wat.to_string());
    let alg = match stand.teken {
        Teken::Niet => "none",
        Teken::Gedeeld => "HS256",
        _ => "RS256",
    };
    let kid = match stand.teken {
        Teken::OnbekendeSleutel => "een-andere",
        _ => stand.kid,
    };
    let kop = json!({ "alg": alg, "typ": "JWT", "kid": kid });
    let mut wat = format!("{}.{}", tekst(&kop), tekst(claims));
    if stand.teken == Teken::Niet {
        return format!("{wat}.");
    }
    let rs256 = &CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
    let teken = tekenaar(kid).sign(rs256, wat.as_bytes());
    let teken = URL_SAFE_NO_PAD.encode(teken.expect("a signature"));
    if stand.teken == Teken::Gewijzigd {
        let mut anders = claims.clone();
        anders["acr"] = SUBSTANTIEEL.into();
        anders["meer"] = true.into();
        wat = format!("{}.{}", tekst(&kop), tekst(&anders));
    }
    format!("{wat}.{teken}")
}

async fn gegevens(State(zelf): State<Proefaanbieder>, verzoek: Request) -> Response {
    let toegang = verzoek.headers().get(header::AUTHORIZATION);
    if toegang.is_none_or(|t| t != "Bearer toegang-van-de-proef") {
        return als_json(401, &json!({ "error": "invalid_token" }));
    }
    let mut wat = Value::Null;
    zelf.zet(|stand| {
        wat = stand.gegevens.clone();
        wat["sub"] = stand.sub.into();
    });
    als_json(200, &wat)
}
