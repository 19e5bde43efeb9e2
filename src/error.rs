//! The one error of the platform. It knows nothing of HTTP: `http` renders it as a page or as
//! `application/problem+json`.

use std::fmt;

use chrono::{DateTime, Utc};

/// A result whose error the edge can render.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong, in the terms of the person who asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the reader may not know that there is: both look the same.
    #[error("not found")]
    NotFound,
    /// The input is wrong. All mistakes at once, each with its field and remedy.
    #[error("invalid input: {0}")]
    Invalid(Fouten),
    /// The state does not allow it, or somebody else was first.
    #[error("conflict: {0}")]
    Conflict(String),
    /// Whoever asks knows of it, and may not do it. The text says who may.
    #[error("not allowed: {0}")]
    MagNiet(String),
    /// Somebody has to log in first.
    #[error("not logged in")]
    NietIngelogd,
    /// Somebody is logged in, and has to show once more who they are for what they ask.
    #[error("the login is not strong enough")]
    NietSterk,
    /// A program came with a token that does not work, for whatever reason.
    #[error("a token that does not work")]
    OngeldigToken,
    /// The request was made by a page of somebody else.
    #[error("asked by another site")]
    VanElders,
    /// Too often in a short time.
    #[error("too often, again from {weer_vanaf}")]
    TeVaak {
        /// When it may be tried again.
        weer_vanaf: DateTime<Utc>,
    },
    /// A part that is needed does not answer now; trying again may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A defect. The text is for the log and never leaves the server.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// One mistake in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fout {
    /// The field as its sender names it.
    pub veld: String,
    /// A stable word for programs, kebab-case.
    pub code: &'static str,
    /// A sentence for people that says what to do.
    pub melding: String,
}

/// All mistakes of one input.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fouten(Vec<Fout>);

impl Fouten {
    /// No mistakes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one more mistake.
    pub fn meld(
        &mut self,
        veld: impl Into<String>,
        code: &'static str,
        melding: impl Into<String>,
    ) {
        self.0.push(Fout {
            veld: veld.into(),
            code,
            melding: melding.into(),
        });
    }

    /// Notes the mistakes of another part of the same input.
    pub fn voeg_toe(&mut self, meer: Self) {
        self.0.extend(meer.0);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes, in the order they were noted.
    pub fn iter(&self) -> std::slice::Iter<'_, Fout> {
        self.0.iter()
    }

    /// `Ok(value)` when there are no mistakes, all of them otherwise.
    pub fn of<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl<'a> IntoIterator for &'a Fouten {
    type Item = &'a Fout;
    type IntoIter = std::slice::Iter<'a, Fout>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Fouten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fout) in self.iter().enumerate() {
            let komma = if i == 0 { "" } else { "; " };
            write!(f, "{komma}{}: {}", fout.veld, fout.melding)?;
        }
        Ok(())
    }
}

impl From<Fouten> for Error {
    fn from(fouten: Fouten) -> Self {
        Self::Invalid(fouten)
    }
}

/// Waited too long for a lock: on PostgreSQL, and the busy and locked answers of SQLite.
const BEZET: [&str; 4] = ["55P03", "5", "6", "517"];

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        use sea_orm::{DbErr, RuntimeErr, SqlErr};
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Conflict("Iemand anders was u net voor. Probeer het opnieuw.".into());
        }
        if let DbErr::Query(RuntimeErr::SqlxError(e)) | DbErr::Exec(RuntimeErr::SqlxError(e)) =
            &error
            && let Some(code) = e
                .as_database_error()
                .and_then(sea_orm::sqlx::error::DatabaseError::code)
            && BEZET.contains(&code.as_ref())
        {
            return Self::Unavailable("database".into());
        }
        match error {
            DbErr::ConnectionAcquire(_) => Self::Unavailable("database".into()),
            other => Self::Internal(other.into()),
        }
    }
}

impl From<search_index::Error> for Error {
    fn from(error: search_index::Error) -> Self {
        if matches!(error, search_index::Error::RebuildRunning) {
            return Self::Conflict("De zoekindex wordt al opnieuw gebouwd.".into());
        }
        tracing::error!(fout = ?error, "the search index can't be used");
        Self::Unavailable("zoekindex".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_all_at_once() {
        let mut fouten = Fouten::new();
        fouten.meld("titel", "verplicht", "Vul een titel in.");
        fouten.meld("soort", "onbekend", "Kies een soort.");
        let error = Error::from(fouten);
        assert_eq!(
            error.to_string(),
            "invalid input: titel: Vul een titel in.; soort: Kies een soort."
        );
    }
}
