//! Configuration: one loader, one typed struct per concern.
//!
//! A value comes from the flag, else from `PLEIN_…`, else from the file, else it has its default. An unknown key is an
//! error: a misspelt setting must not be ignored for years.

use secrecy::SecretString;
use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};
use url::Url;

/// Every key, with what it means; the environment says them in capitals after `PLEIN_`.
pub const KEYS: [(&str, &str); 13] = [
    ("listen", "address and port to listen on (127.0.0.1:3000)"),
    ("base_url", "address of the site as its readers type it (http://localhost:<port>)"),
    ("data", "folder of the database, index, uploads and mail (./var)"),
    ("database_url", "sqlite:… or postgres://… (a file in the data folder)"),
    ("nats_url", "nats://… when there are several nodes (absent: one node)"),
    ("smtp_url", "smtp://… or smtps://… (absent: mail becomes files in the data folder)"),
    ("mail_from", "sender of mail (Plein <plein@host of base_url>)"),
    ("trusted_proxies", "addresses whose forwarded headers are believed, with commas (absent: none)"),
    ("secret_file", "file with the site's secret (made in the data folder)"),
    ("metrics_listen", "address and port of the metrics (absent: none)"),
    ("log", "filter of the log (info)"),
    ("log_format", "text or json (text)"),
    ("handshakes_per_second", "new live sockets a second before they are told to wait (500)"),
];

/// What is wrong with the configuration, and where.
#[derive(Debug, thiserror::Error)]
#[error("configuration: {0}")]
pub struct ConfigError(String);

/// Where requests come in.
#[derive(Clone, Debug)]
pub struct Listen {
    /// The site.
    pub address: SocketAddr,
    /// The metrics.
    pub metrics: Option<SocketAddr>,
    /// Peers whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// New live sockets a second.
    pub handshakes_per_second: u32,
}

/// Where things are kept.
#[derive(Clone)]
pub struct Storage {
    /// The data folder.
    pub data: PathBuf,
    /// The database, with its password.
    pub database_url: SecretString,
    /// The bus between nodes.
    pub nats_url: Option<SecretString>,
    /// The file with the site's secret.
    pub secret_file: PathBuf,
}

/// How mail leaves.
#[derive(Clone)]
pub struct MailConfig {
    /// The server; files when absent.
    pub smtp_url: Option<SecretString>,
    /// The sender.
    pub from: String,
}

/// The log.
#[derive(Clone, Debug)]
pub struct Log {
    /// A tracing filter.
    pub filter: String,
    /// Lines of JSON instead of text.
    pub json: bool,
}

/// All of it.
#[derive(Clone)]
pub struct Config {
    /// The address of the site, without a slash at the end.
    pub base_url: Url,
    /// Where requests come in.
    pub listen: Listen,
    /// Where things are kept.
    pub storage: Storage,
    /// How mail leaves.
    pub mail: MailConfig,
    /// The log.
    pub log: Log,
}

/// A range of addresses: `10.0.0.0/8` or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.trim().parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Some(most), |bits| bits.trim().parse().ok())?;
        (bits <= most).then_some(Self { address, bits })
    }

    /// Whether `address` lies in this range.
    pub fn holds(&self, address: IpAddr) -> bool {
        let wide = |address: IpAddr| match address.to_canonical() {
            IpAddr::V4(address) => (u128::from(u32::from(address)) << 96, 32),
            IpAddr::V6(address) => (u128::from(address), 128),
        };
        let ((ours, width), (theirs, other)) = (wide(self.address), wide(address));
        width == other && (self.bits == 0 || (ours ^ theirs) >> (128 - u32::from(self.bits)) == 0)
    }
}

impl Config {
    /// Loads the configuration. `flags` are `(key, value)` from the command line.
    ///
    /// # Errors
    /// Names the key or file that is wrong and what would be right.
    pub fn load(file: Option<&Path>, flags: &[(&str, Option<String>)]) -> Result<Self, ConfigError> {
        let mut values = BTreeMap::new();
        if let Some(file) = file {
            read_file(file, &mut values)?;
        }
        read_environment(std::env::vars(), &mut values)?;
        for (key, value) in flags {
            if let Some(value) = value {
                values.insert((*key).to_owned(), value.clone());
            }
        }
        Self::build(&values)
    }

    fn build(values: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let get = |key: &str| values.get(key).map(String::as_str).filter(|value| !value.is_empty());
        let address: SocketAddr = parse("listen", get("listen").unwrap_or("127.0.0.1:3000"), "127.0.0.1:3000")?;
        let default_base = format!("http://localhost:{}", address.port());
        let base_url: Url = parse("base_url", get("base_url").unwrap_or(&default_base), "https://plein.example.org")?;
        if !matches!(base_url.scheme(), "http" | "https") || base_url.host_str().is_none() || base_url.path() != "/" {
            return Err(wrong("base_url", base_url.as_str(), "https://plein.example.org"));
        }
        let data = PathBuf::from(get("data").unwrap_or("./var"));
        let database_url = get("database_url")
            .map_or_else(|| format!("sqlite:{}", data.join("plein.db").display()), ToOwned::to_owned);
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database_url.starts_with(scheme)) {
            return Err(wrong("database_url", "…", "postgres://plein@localhost/plein"));
        }
        let trusted_proxies = get("trusted_proxies")
            .map(|list| {
                list.split(',')
                    .map(|part| {
                        Network::parse(part.trim())
                            .ok_or_else(|| wrong("trusted_proxies", part, "127.0.0.1, 10.0.0.0/8"))
                    })
                    .collect()
            })
            .transpose()?
            .unwrap_or_default();
        let metrics = get("metrics_listen").map(|text| parse("metrics_listen", text, "127.0.0.1:9090")).transpose()?;
        let handshakes_per_second =
            parse("handshakes_per_second", get("handshakes_per_second").unwrap_or("500"), "500")?;
        let from =
            get("mail_from").map_or_else(|| format!("Plein <plein@{}>", mail_host(&base_url)), ToOwned::to_owned);
        from.parse::<lettre::message::Mailbox>().map_err(|_| wrong("mail_from", &from, "Plein <plein@example.org>"))?;
        let smtp_url = get("smtp_url").map(|text| server("smtp_url", text, &["smtp", "smtps"])).transpose()?;
        let nats_url = get("nats_url").map(|text| server("nats_url", text, &["tls", "nats"])).transpose()?;
        let filter = get("log").unwrap_or("info").to_owned();
        tracing_subscriber::EnvFilter::try_new(&filter)
            .map_err(|_| wrong("log", &filter, "info,plein::index=debug"))?;
        let json = match get("log_format").unwrap_or("text") {
            "text" => false,
            "json" => true,
            other => return Err(wrong("log_format", other, "text")),
        };
        Ok(Self {
            listen: Listen { address, metrics, trusted_proxies, handshakes_per_second },
            storage: Storage {
                secret_file: get("secret_file").map_or_else(|| data.join("secret"), PathBuf::from),
                database_url: database_url.into(),
                nats_url,
                data,
            },
            mail: MailConfig { smtp_url, from },
            log: Log { filter, json },
            base_url,
        })
    }

    /// The base address as text, without a slash at the end.
    pub fn base(&self) -> &str {
        self.base_url.as_str().trim_end_matches('/')
    }

    /// The `Origin` that browsers on this site send.
    pub fn origin(&self) -> String {
        self.base_url.origin().ascii_serialization()
    }
}

/// Secrets are shown as `…`.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use secrecy::ExposeSecret as _;
        let hidden = |text: &str| match Url::parse(text) {
            Ok(url) if url.scheme() == "sqlite" => text.to_owned(),
            // A password can stand before the host and among the settings behind the question mark.
            Ok(mut url) if url.has_host() => {
                if url.password().is_some() {
                    // Fails only for addresses without a host.
                    let _ = url.set_password(Some("…"));
                }
                url.set_query(url.query().map(|_| "…").filter(|_| text.contains("password")));
                url.to_string()
            }
            _ => "…".to_owned(),
        };
        let Self { base_url, listen, storage, mail, log } = self;
        writeln!(f, "listen = {}\nbase_url = {base_url}", listen.address)?;
        writeln!(
            f,
            "data = {}\ndatabase_url = {}",
            storage.data.display(),
            hidden(storage.database_url.expose_secret())
        )?;
        for (key, url) in [("nats_url", &storage.nats_url), ("smtp_url", &mail.smtp_url)] {
            if let Some(url) = url {
                writeln!(f, "{key} = {}", hidden(url.expose_secret()))?;
            }
        }
        writeln!(f, "mail_from = {}\nsecret_file = {}", mail.from, storage.secret_file.display())?;
        if let Some(metrics) = listen.metrics {
            writeln!(f, "metrics_listen = {metrics}")?;
        }
        write!(f, "log = {}\nlog_format = {}", log.filter, if log.json { "json" } else { "text" })
    }
}

fn mail_host(base: &Url) -> &str {
    base.host_str()
        .filter(|host| host.contains('.') && host.parse::<IpAddr>().is_err())
        .unwrap_or("localhost.localdomain")
}

fn wrong(key: &str, value: &str, example: &str) -> ConfigError {
    ConfigError(format!("{key} = {value:?} is not usable; write it like {example:?}"))
}

fn parse<T: std::str::FromStr>(key: &str, value: &str, example: &str) -> Result<T, ConfigError> {
    value.parse().map_err(|_| wrong(key, value, example))
}

/// The address of a server, which may hold a password: what is wrong with it is told without it.
fn server(key: &str, text: &str, schemes: &[&str]) -> Result<SecretString, ConfigError> {
    let example = format!("{}://user:password@server.example.org", schemes.last().unwrap_or(&"https"));
    match Url::parse(text) {
        Ok(url) if schemes.contains(&url.scheme()) && url.has_host() => Ok(text.to_owned().into()),
        _ => Err(wrong(key, "…", &example)),
    }
}

fn known(key: &str, place: &str) -> Result<(), ConfigError> {
    if KEYS.iter().any(|(known, _)| *known == key) {
        return Ok(());
    }
    let all: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
    Err(ConfigError(format!("{place} has an unknown key {key:?}; known are {}", all.join(", "))))
}

fn read_file(file: &Path, values: &mut BTreeMap<String, String>) -> Result<(), ConfigError> {
    let place = file.display().to_string();
    let text =
        std::fs::read_to_string(file).map_err(|error| ConfigError(format!("{place} cannot be read: {error}")))?;
    let table: toml::Table = text.parse().map_err(|error| ConfigError(format!("{place} is not TOML: {error}")))?;
    for (key, value) in table {
        known(&key, &place)?;
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Array(list) => list.iter().filter_map(|part| part.as_str()).collect::<Vec<_>>().join(","),
            _ => return Err(ConfigError(format!("{place}: {key} must be a text between quotes"))),
        };
        values.insert(key, value);
    }
    Ok(())
}

fn read_environment(
    variables: impl Iterator<Item = (String, String)>,
    values: &mut BTreeMap<String, String>,
) -> Result<(), ConfigError> {
    for (name, value) in variables {
        let Some(key) = name.strip_prefix("PLEIN_") else { continue };
        // Read where they are honoured: the configuration file, and the switches of debug builds.
        if key == "CONFIG" || (cfg!(debug_assertions) && key.starts_with("TEST_")) {
            continue;
        }
        let key = key.to_ascii_lowercase();
        known(&key, "the environment (PLEIN_…)")?;
        values.insert(key, value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::build(&pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn the_defaults_are_a_site_on_this_machine() {
        let config = build(&[]).expect("defaults");
        assert_eq!(config.base(), "http://localhost:3000");
        assert_eq!(config.origin(), "http://localhost:3000");
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = read_environment([("PLEIN_LISTN".to_owned(), String::new())].into_iter(), &mut BTreeMap::new());
        assert!(error.expect_err("an unknown key").to_string().contains("listn"));
    }

    #[test]
    fn passwords_are_not_shown() {
        let shown =
            build(&[("database_url", "postgres://plein:geheim@db/plein"), ("smtp_url", "smtps://u:geheim@mail")])
                .expect("good")
                .to_string();
        assert!(!shown.contains("geheim"), "{shown}");
        for odd in ["postgres://db/plein?user=plein&password=geheim", "postgres:geheim", "postgres://plein:geheim@"] {
            let shown = build(&[("database_url", odd)]).expect("good").to_string();
            assert!(!shown.contains("geheim"), "{shown}");
        }
        for odd in ["plein:geheim@mail", "smtp:geheim", "https://u:geheim@mail", "geheim"] {
            let told = build(&[("smtp_url", odd)]).err().expect("not usable").to_string();
            assert!(told.contains("smtp_url") && !told.contains("geheim"), "{told}");
        }
    }

    #[test]
    fn a_network_holds_its_addresses() {
        let network = Network::parse("10.0.0.0/8").expect("a network");
        assert!(network.holds("10.1.2.3".parse().expect("an address")));
        assert!(!network.holds("11.1.2.3".parse().expect("an address")));
        assert!(!network.holds("::1".parse().expect("an address")));
        assert!(Network::parse("10.0.0.0/33").is_none());
    }
}
